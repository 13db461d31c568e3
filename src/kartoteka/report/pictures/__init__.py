"""The pictures of a report: drawn by Altair at places that are computed here, and brought into the report's colours."""
