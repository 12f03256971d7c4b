"""What an activity's own words say of it: kind, mode, series and number, topics, audience."""

from workplan_extract.models import Profile
from workplan_extract.tagging.runs import Sentence


def sentence_to_profile(sentence: Sentence) -> Profile:
    """A sentence → its profile; what the words do not say stays empty."""
    return Profile()
