"""A plan beside the pictures of its pages, as one HTML file: what was read, where, and what needs a look."""

from workplan_extract.review.build import review_html

__all__ = ["review_html"]
