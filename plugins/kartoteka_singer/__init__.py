"""Singer: taps as sources and targets as exporters, each a program of its own that is spoken to through pipes and files."""
