"""Every line of every practice is looked at when the table of lengths speaks it; here some of each are spoken anew.

All of them, in a minute or two: ``python -m kindward.voice.lengths build --afresh``.
"""

import pytest

from kindward.practice import load_catalogue, sentences_of
from kindward.voice.check import check_clip
from kindward.voice.lengths.build import shipped_voice, spoken_now

#: Of the sentences of a practice, every so many-th: another part of them whenever one is added before.
STEP = 8


@pytest.mark.slow
@pytest.mark.parametrize("slug", sorted(load_catalogue()))
def test_lines_are_spoken_well_formed(slug):
    voice = shipped_voice("hibari")
    findings = {
        text: found
        for text in list(sentences_of(load_catalogue()[slug]))[::STEP]
        if (found := check_clip(spoken_now(text, voice), text))
    }

    assert findings == {}
