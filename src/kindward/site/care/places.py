"""Names of places and languages. A code that is not here is shown as it is."""

from __future__ import annotations

_STATES = (
    "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;"
    "DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;"
    "KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;"
    "MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;"
    "NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;PR Puerto Rico;RI Rhode Island;"
    "SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington State;"
    "WV West Virginia;WI Wisconsin;WY Wyoming"
)
_PROVINCES = (
    "AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;"
    "NT Northwest Territories;NU Nunavut;ON Ontario;PE Prince Edward Island;QC Quebec;SK Saskatchewan;YT Yukon"
)
_COUNTRIES = (
    "AT Austria;AU Australia;BE Belgium;CH Switzerland;DE Germany;DK Denmark;ES Spain;FI Finland;FR France;"
    "GB United Kingdom;GB-ENG England;GB-NIR Northern Ireland;GB-SCT Scotland;GB-WLS Wales;IE Ireland;IN India;"
    "IT Italy;NL Netherlands;NO Norway;NZ New Zealand;PT Portugal;SE Sweden;ZA South Africa"
)
_TONGUES = (
    "ar Arabic;ase American Sign Language;bn Bengali;da Danish;de German;el Greek;en English;es Spanish;fa Persian;"
    "fi Finnish;fr French;he Hebrew;hi Hindi;it Italian;ja Japanese;ko Korean;nl Dutch;no Norwegian;pl Polish;"
    "pt Portuguese;pa Punjabi;ro Romanian;ru Russian;so Somali;sv Swedish;ta Tamil;th Thai;tl Tagalog;tr Turkish;"
    "uk Ukrainian;ur Urdu;vi Vietnamese;zh Chinese"
)


def _read(table: str, before: str = "") -> dict[str, str]:
    rows = (row.split(" ", 1) for row in table.split(";"))
    return {f"{before}{code}": name for code, name in rows}


PLACES = _read(_STATES, "US-") | _read(_PROVINCES, "CA-") | _read(_COUNTRIES)
LANGUAGES = _read(_TONGUES)
