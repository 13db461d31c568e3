"""The segmenter `rules`: the first condition that holds decides."""
