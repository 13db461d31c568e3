"""What a plugin subclasses: source, segmenter, scorer, exporter."""
