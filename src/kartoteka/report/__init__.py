"""The report: one HTML file about a run, with tables and pictures, that needs nothing but a browser."""

from __future__ import annotations

from kartoteka.report.write import report_html as report_html
from kartoteka.report.write import write_report as write_report
