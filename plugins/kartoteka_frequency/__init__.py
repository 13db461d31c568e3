"""Purchase frequency: how often and for how long a customer has been buying, up to the day of the run."""
