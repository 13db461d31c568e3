"""The segmenter `headcount`: prospects by how many people they employ."""
