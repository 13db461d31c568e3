"""The segmenter `clusters`: groups of customers who are alike, proposed by what is known of them; and rules that repeat it."""
