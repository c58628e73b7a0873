from __future__ import annotations

import pytest

from grounds.documents.dateline import find_dateline

CASES = [
    ("Geneva, 3 May 2014\nThe envoys met.", "2014-05-03"),
    ("NAIROBI, Kenya (Sept. 9, 2014) – Soldiers left.", "2014-09-09"),
    ("NAIROBI (May 3rd, 2014) Soldiers left.", "2014-05-03"),
    ("Update of 2014-05-03", "2014-05-03"),
    ("Monday, the 3rd of May 2010", "2010-05-03"),
    ("2012-04-S-053\n\nBAMAKO, Mali (Apr. 27)\nSoldiers left.", "2012-04-27"),
    ("2013-01-S-001\nBAMAKO (Dec. 31) - Soldiers left.", "2012-12-31"),
    ("Press release 14/2013\nBAMAKO (3 Dec) - Soldiers left.", "2013-12-03"),
    ("The monthly bulletin, 2011\nAug. 3: Soldiers left", "2011-08-03"),
    ("BAMAKO (July 3. 2012)\nSoldiers left.", "2012-07-03"),
    ("2013-04-S-001\nBAMAKO (Wed., Apr. 3) - Soldiers left.", "2013-04-03"),
    ("BAMAKO (Tuesday, May 3) - Soldiers left. They had come in 2014 and were to stay until 2017.", "2016-05-03"),
    ("BAMAKO, Friday 3 May - Soldiers left a camp that they had held since 2012.", "2013-05-03"),
    ("2014 in review\nBAMAKO (Tues. 3 May) - Soldiers who had come in 2015 left.", "2016-05-03"),
    ("BAMAKO (Tuesday, May 3) - Soldiers left. They had come in 1980 and in 2017.", None),
    ("BAMAKO (Tuesday, May 3) - Soldiers left.", None),
    ("BAMAKO (May 3) - Soldiers left.", None),
    ("1998 and 2003 compared\nBAMAKO (May 3) - Soldiers left.", None),
    ("BAMAKO, 31 June 2014 - Soldiers left.", None),
    ("Soldiers left in May 2014.", None),
    ("2012-04-S-053\nSoldiers left on 3 May and met.", None),
]


@pytest.mark.parametrize(("text", "day"), CASES, ids=[c[0][:30] for c in CASES])
def test_a_dateline_is_read_only_where_its_year_is_told(text, day):
    found = find_dateline(text)
    assert (found and found[0]) == day
