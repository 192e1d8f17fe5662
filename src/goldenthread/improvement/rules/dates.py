"""Dates of milestones as people write them, read to the month that they promise.

Nothing is guessed: a date that cannot be read stays `unreadable`, and one that names a term, a
quarter or a year is `vague`, with the month chosen and the reason said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from goldenthread.core.months import Month

DueKind = Literal["month", "vague", "ongoing", "to_be_confirmed", "cadence", "unreadable"]

_EXCEL_EPOCH = date(1899, 12, 30)
_YEAR = r"(?:(?:19|20|21)\d{2})"
_SHORT_YEAR = r"(?:[2-9]\d)"
_RANGE = r"\s*(?:/|-|–|—|\bto\b|\band\b|&|\buntil\b)\s*"


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates: see plan_import.yaml for their meaning."""

    months: Mapping[str, int]
    unusual_months: frozenset[str]
    terms: Mapping[str, Mapping[str, int]]
    quarters: Mapping[int, int]
    parts_of_year: Mapping[str, int]
    year_ends: Mapping[str, int]
    ongoing: frozenset[str]
    to_be_confirmed: frozenset[str]
    lead_ins: Sequence[str]
    cadences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, as printed and as read. `month` is None unless month or vague.

    `how` says in words how a vague date was read, or why one cannot be read; `odd_spelling` is the
    printed month name when it is unusual; `day` is kept when the document gives one.
    """

    kind: DueKind
    text: str
    month: Month | None = None
    qualifier: str | None = None
    how: str = ""
    odd_spelling: str | None = None
    day: date | None = None
    cadence: str | None = None


@dataclass(frozen=True, slots=True)
class LeadingDue:
    """A date, qualifier and dividing mark at the start of a text, and the text after them."""

    due: Due
    rest: str


@dataclass
class DateReader:
    """Reads dates with one set of words. Make one and keep it: it compiles its patterns.

    `opening` is the pattern (its one group is `qualifier`) of what may stand before a milestone's
    text: a date or cadence, a qualifier in brackets, a colon or dash. `plain_date` is that of a date, without groups.
    """

    words: DateWords
    opening: str = field(init=False)
    _date: re.Pattern[str] = field(init=False)
    plain_date: str = field(init=False)
    _lead_in: re.Pattern[str] = field(init=False)
    _opening: re.Pattern[str] = field(init=False)
    _months: str = field(init=False)
    _yearless: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._months = _any(self.words.months)
        pattern = _date_pattern(self.words, self._months)
        self._date = re.compile(pattern, re.IGNORECASE)
        parts = rf"{self._months}|{_any(self.words.terms)}|\bq(?:uarter)?\s?[1-4]\b"
        self._yearless = re.compile(parts, re.IGNORECASE)
        self.plain_date = re.sub(r"\(\?P<\w+>", "(?:", pattern)
        lead_ins = _any(self.words.lead_ins)
        self._lead_in = re.compile(rf"(?:(?:{lead_ins})(?:[\s:-]+|$))+", re.IGNORECASE)
        self.opening = self._opening_pattern()
        self._opening = re.compile(rf"(?P<when>{self.opening})(?P<rest>.*)", re.DOTALL)

    def _opening_pattern(self) -> str:
        flat = "(?i:" + self.plain_date + ")"
        lead_ins = rf"(?i:(?:{_any(self.words.lead_ins)})[\s:-]+)*"
        month_only = rf"(?i:{self._months})\.?"
        spoken = _any([*self.words.ongoing, *self.words.to_be_confirmed, *self.words.cadences])
        unknown = rf"[A-Z][a-z]{{2,14}}\.?,?\s+{_YEAR}"
        dates = (
            rf"(?:{flat}|{month_only}{_RANGE}{flat})(?:{_RANGE}(?:{flat}|(?i:ongoing|onwards)))?"
        )
        broken = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
        return (
            rf"(?:{lead_ins}(?:{dates}|{broken})(?:\s+onwards)?|(?i:(?:{spoken}))|{unknown})"
            r"(?P<qualifier>\s*[\(\[][^()\[\]]{1,120}[\)\]])?\s*(?::|\s[–—-](?=\s)|[–—](?=\s))"
        )

    def leading(self, text: str) -> LeadingDue | None:
        """A date at the start of a text, divided from it by a colon or a dash."""
        found = self._opening.match(text)
        if not found:
            return None
        when = re.sub(r"[\s:–—-]+$", "", found["when"])
        qualifier = found["qualifier"]
        if qualifier:
            when = when[: -len(qualifier)] if when.endswith(qualifier) else when
            when = when.replace(qualifier, "").strip()
        due = self.read(when)
        if qualifier and due.kind == "ongoing":
            whole = self.read(f"{when}{qualifier}")
            if whole.kind == "cadence":
                return LeadingDue(whole, found["rest"].strip())
        if qualifier:
            joined = ", ".join(filter(None, [due.qualifier, qualifier.strip()[1:-1].strip()]))
            due = replace(due, qualifier=joined)
        return LeadingDue(due, found["rest"].strip())

    def inside(self, text: str) -> Due | None:
        """A date within running text: sure after `by` or in brackets at the end, else vague."""
        date_ = rf"(?i:{self.plain_date})"
        sure = (
            rf"\b(?i:by|before|due|no later than)\s+"
            rf"(?P<when>(?i:(?:the\s+)?(?:end|start|beginning|mid)(?:\s+of)?\s+)?{date_})",
            rf"[\(\[](?P<when>[^()\[\]]*{date_}[^()\[\]]*)[\)\]]\s*[.;]?$",
            rf"\s[-–—]\s*(?P<when>{date_})\s*[.;]?$",
        )
        for pattern in sure:
            found = re.search(pattern, text)
            if found:
                due = self.read(found["when"])
                return due if due.month else None
        edge = re.search(rf"^(?P<first>{date_})\s|[\s,;](?P<last>{date_})\s*[.;]?$", text)
        if not edge:
            return None
        due = self.read(edge["first"] or edge["last"])
        how = "a date at the beginning or end of the text, which may mean something else"
        return replace(due, kind="vague", how=due.how or how) if due.month else None

    def announced(self, text: str, words: Sequence[str]) -> tuple[str, Due] | None:
        """A date right after one of some words: what is printed ("Revised date: Feb 2027"), and the date."""
        between = r"(?:\s+(?:is|of|to|now|for|until|by|date|end|the))*\s*[:=–—-]?\s*"
        for found in re.finditer(
            rf"{_any(words)}{between}(?P<when>{self.plain_date})", text, re.IGNORECASE
        ):
            due = self.read(found["when"])
            if due.month:
                return found[0], due
        return None

    def read(self, text: str) -> Due:
        """A date that stands alone, as in a cell of its own."""
        printed = " ".join(text.split())
        bare = printed.strip(" .;,:")
        spoken = self._spoken(printed, bare)
        if spoken:
            return spoken
        serial = _serial(bare)
        if serial:
            how = "a serial number of a spreadsheet"
            return Due("month", printed, Month.of(serial), how=how, day=serial)
        after = self._lead_in.match(bare)
        lead_in = after[0].lower() if after else ""
        body = bare[after.end() :] if after else bare
        return self._read_body(printed, lead_in, body)

    def _spoken(self, printed: str, bare: str) -> Due | None:
        word = normal(bare)
        if word in self.words.cadences:
            return Due("cadence", printed, cadence=self.words.cadences[word])
        if word in self.words.to_be_confirmed:
            return Due("to_be_confirmed", printed)
        if word in self.words.ongoing:
            return Due("ongoing", printed)
        return None

    def _read_body(self, printed: str, lead_in: str, body: str) -> Due:
        range_start = re.match(rf"(?i:{self._months})\.?{_RANGE}(?=(?i:{self._months})\b)", body)
        body = body[range_start.end() :] if range_start else body
        found = list(self._date.finditer(body))
        if not found:
            return self._not_found(printed, body)
        # "Febtember 2026" is no year with a remark before it: a bare year stands alone.
        if found[0]["year"] and body[: found[0].start()].strip():
            return Due("unreadable", printed, how="it names no month that is known")
        dues = [self._one(match, printed, lead_in) for match in found]
        bad = next((due for due in dues if due.kind == "unreadable"), None)
        if bad:
            return bad
        latest = max(dues, key=lambda due: due.month or Month(1900, 1))
        if len(dues) > 1 or range_start:
            how = latest.how or "the later of the dates given"
            return replace(latest, kind="vague", how=how, day=None)
        return replace(latest, qualifier=_qualifier(body, found[0]))

    def _not_found(self, printed: str, body: str) -> Due:
        words = normal(body)
        if any(word in words for word in self.words.ongoing if len(word) > 4):
            return self._recurring(printed, words) or Due("ongoing", printed)
        if any(re.search(rf"\b{re.escape(w)}\b", words) for w in self.words.to_be_confirmed):
            return Due("to_be_confirmed", printed)
        for spoken, name in self.words.cadences.items():
            if re.match(rf"{re.escape(spoken)}\b", words):
                return Due("cadence", printed, cadence=name)
        if self._yearless.search(body):
            return Due("unreadable", printed, how="the year is missing")
        return Due("unreadable", printed, how="no month of any year can be seen in it")

    def _recurring(self, printed: str, words: str) -> Due | None:
        """What goes on at intervals: "Ongoing (weekly)", "Ongoing, reviewed every term"."""
        found = [
            (place.start(), -len(spoken), name)
            for spoken, name in self.words.cadences.items()
            if (place := re.search(rf"\b{re.escape(spoken)}\b", words))
        ]
        return Due("cadence", printed, cadence=min(found)[2]) if found else None

    def _one(self, found: re.Match[str], printed: str, lead_in: str) -> Due:
        try:
            return self._from_groups(found, printed, lead_in)
        except ValueError:
            return Due("unreadable", printed, how="there is no such day or month")

    def _from_groups(self, found: re.Match[str], printed: str, lead_in: str) -> Due:
        got = {key: value for key, value in found.groupdict().items() if value is not None}
        if "iso_year" in got and _spans_years(got):
            got = {"year": got["iso_year"], "year_end": got["iso_month"]}
        if "iso_year" in got:
            return _exact(printed, got["iso_year"], int(got["iso_month"]), got.get("iso_day"))
        if "num_year" in got:
            return _exact(printed, got["num_year"], int(got["num_month"]), got["num_day"])
        if "two_year" in got:
            return _exact(printed, got["two_year"], int(got["two_month"]), None)
        if "name" in got:
            name = got["name"].lower()
            day = got.get("day") or got.get("day_after")
            due = _exact(printed, got["name_year"], self.words.months[name], day)
            odd = got["name"] if name in self.words.unusual_months else None
            return replace(due, odd_spelling=odd)
        return self._vague(got, printed, lead_in)

    def _vague(self, got: Mapping[str, str], printed: str, lead_in: str) -> Due:
        if "season" in got:
            return self._term(got, printed)
        if "quarter" in got or "quarter_after" in got:
            quarter = int(got.get("quarter") or got["quarter_after"])
            year = _full_year(got.get("quarter_year") or got["year_before"])
            month = self.words.quarters[quarter]
            how = (
                f"the end of quarter {quarter} of the financial year {year}/{(year + 1) % 100:02d}"
            )
            return Due("vague", printed, Month(year + (month < 4), month), how=how)
        if "short_year" in got:
            got = {"year": got["short_year"], "year_end": ""}
        year = _full_year(got["year"])
        said = (got.get("year_kind") or "").lower()
        kind = {"ay": "academic", "fy": "financial"}.get(said, said)
        if "year_end" in got or kind in ("academic", "school", "financial"):
            kind = kind or "financial"
            month = self.words.year_ends[kind]
            last = year + 1 if "year_end" in got else year
            return Due("vague", printed, Month(last, month), how=f"the end of the {kind} year")
        part = next((m for word, m in self.words.parts_of_year.items() if word in lead_in), 12)
        return Due(
            "vague", printed, Month(year, part), how="a month chosen for a year or part of it"
        )

    def _term(self, got: Mapping[str, str], printed: str) -> Due:
        season = got["season"].lower()
        half = got.get("half") or got.get("half_word") or ""
        which = {"1": "first_half", "first": "first_half", "2": "second_half",
                 "second": "second_half"}.get(half.lower(), "whole")  # fmt: skip
        month = self.words.terms[season][which]
        year = _full_year(got["season_year"])
        # A school year is named by both its years: its spring lies in the second.
        if "season_end" in got and season in ("spring", "summer"):
            year += 1
        is_term = season in ("autumn", "spring", "summer")
        how = (
            f"the end of the {season} term"
            if is_term
            else f"a month chosen for {season.capitalize()}"
        )
        return Due("vague", printed, Month(year, month), how=how)


def normal(text: str) -> str:
    """Lower case, straight apostrophes, hyphens as spaces, no other punctuation."""
    lowered = text.lower().replace("’", "'").replace("‘", "'")
    return " ".join(re.sub(r"[^\w'/&#<>=≥≤]+", " ", lowered).split())


def _any(words: Mapping[str, object] | Sequence[str] | frozenset[str]) -> str:
    """An alternation, longest first, in which any space or hyphen will do."""
    ordered = sorted(words, key=len, reverse=True)
    joined = "|".join(
        re.escape(w).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for w in ordered
    )
    return rf"(?<!\w)(?:{joined})(?!\w)"


def _date_pattern(words: DateWords, months: str) -> str:
    seasons = "|".join(words.terms)
    tail = r"(?:\s*[/–-]\s*(?:20)?\d{2}(?!\d))"
    return (
        # A quarter after its year comes first: "2025-26 Q3" is no month 26 of 2025.
        rf"(?<!\d)(?<!\d/)(?:(?P<year_before>{_YEAR}){tail}?\s*,?\s*q(?:uarter)?\s?(?P<quarter_after>[1-4])(?!\d)"
        rf"|(?P<iso_year>{_YEAR})-(?P<iso_month>\d{{1,2}})(?:-(?P<iso_day>\d{{1,2}})"
        r"(?:[T ]\d{2}:\d{2}(?::\d{2})?)?)?(?![\d/-])"
        rf"|(?P<num_day>\d{{1,2}})[/.-](?P<num_month>\d{{1,2}})[/.-](?P<num_year>{_YEAR}|\d{{2}})(?![\d/])"
        rf"|(?P<two_month>\d{{1,2}})\s?[/-]\s?(?P<two_year>{_YEAR}|{_SHORT_YEAR})(?![\d/-])"
        rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?)?(?P<name>{months})\.?"
        rf"(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?=,?\s+{_YEAR}))?"
        rf"[\s,'’/–-]*(?P<name_year>{_YEAR}|{_SHORT_YEAR})(?![\d%])"
        rf"|(?:(?P<half_word>first|second)\s+half\s+of\s+(?:the\s+)?)?(?P<season>{seasons})"
        rf"(?:\s+(?:half[\s-]+)?term)?(?:\s+(?P<half>[12])(?!\d))?,?\s*['’]?(?P<season_year>{_YEAR}|{_SHORT_YEAR})"
        rf"(?P<season_end>{tail})?(?!\d)"
        rf"|q(?:uarter)?\s?(?P<quarter>[1-4])\s*[,–-]?\s*\(?(?:of\s+)?(?:fy\s*)?(?P<quarter_year>{_YEAR}|{_SHORT_YEAR}(?=\s*[/–-]\s*\d{{2}}))"
        rf"{tail}?\)?(?!\d)"
        rf"|(?:fy|financial\s+year)\s*(?P<short_year>{_SHORT_YEAR})\s*[/–-]\s*\d{{2}}(?!\d)"
        rf"|(?:(?P<year_kind>academic|school|financial|ay|fy)(?:\s+year)?\s*(?:end(?:ing)?\s+)?)?(?P<year>{_YEAR})"
        rf"(?P<year_end>{tail})?(?![\d/-]))"
    )


def _spans_years(got: Mapping[str, str]) -> bool:
    """Whether "2025-26" names a year from April to March: a month 26 there is not."""
    following = (int(got["iso_year"]) + 1) % 100
    return "iso_day" not in got and int(got["iso_month"]) == following > 12


def _exact(printed: str, year: str, month: int, day: str | None) -> Due:
    whole = date(_full_year(year), month, int(day)) if day else None
    return Due("month", printed, Month(_full_year(year), month), day=whole)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _serial(text: str) -> date | None:
    """A date as a spreadsheet counts it, 2000 to 2099."""
    if not re.fullmatch(r"\d{5}(?:\.0)?", text):
        return None
    day = _EXCEL_EPOCH + timedelta(days=int(text[:5]))
    return day if 2000 <= day.year <= 2099 else None


def _qualifier(body: str, found: re.Match[str]) -> str | None:
    around = f"{body[: found.start()]} {body[found.end() :]}".strip(" ,;:.–-—")
    whole = re.fullmatch(r"[\(\[](.*)[\)\]]", around)
    return (whole[1] if whole else around).strip() or None
