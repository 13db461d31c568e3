"""Put rows into a table by key: only what differs is written."""

from kartoteka_sql.upsert.compare import CHUNK_ROWS as CHUNK_ROWS
from kartoteka_sql.upsert.compare import compare as compare
from kartoteka_sql.upsert.keys import key_problem as key_problem
from kartoteka_sql.upsert.target import Unfit as Unfit
from kartoteka_sql.upsert.target import made_target as made_target
from kartoteka_sql.upsert.target import target_there as target_there
from kartoteka_sql.upsert.told import remarks as remarks
from kartoteka_sql.upsert.write import Writer as Writer
from kartoteka_sql.upsert.write import refuse_new as refuse_new
