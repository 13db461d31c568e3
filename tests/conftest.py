"""All tests: the program speaks English unless a test says otherwise, whatever the machine and the project speak."""

import os

os.environ["KARTOTEKA_LANGUAGE"] = "en"
