"""What stands between the tables of the page."""

from __future__ import annotations

INTRODUCTION = (
    "The rules by which Golden Thread works out the dates of an education, health and care plan in England: what has to "
    "be done, by whom, by which day, and on what authority; how the days are counted; and dates worked by hand to show "
    "it. It is written for those who have to rely on the dates and for those who have to check them.",
    "Written by the spec tests in tests/spec/statutory_clock: every row of every worked table is tested against the "
    "engine, and the other tables are printed from the files that it reads. This is a description of a computer "
    "program, and no legal advice.",
)

HOW_TO_READ = (
    "Each rule has one of three kinds:",
    """
| Kind | What it means |
| --- | --- |
| LAW | An Act, Regulations, the tribunal's rules or a court says so. Where a day is given, it is a legal date. |
| GUIDANCE | The Code of Practice, or other guidance, says that it should be done. **Its days are never shown as legal dates.** |
| PRACTICE | Councils, or the Ombudsman, usually do this. **Its days are never shown as legal dates.** |
""",
    "Each rule also has a mark that says how well its authority was checked:",
    """
| Mark | What it means |
| --- | --- |
| V | The text of the law was read. Where a part is named beside it, as in V(notes), only that was read: here the notes to the Act. |
| S | A reliable source other than the text says so: a tribunal's or an ombudsman's page, an advice charity, a law firm. |
| M | Commonly known, but not read. Check it against the text before you rely on it. |
| derived | Follows from other rules on this page by counting. |
| two marks | Each for the part that is named beside it; without names, for the authorities in their order. |
""",
    "A rule without a number has no day: it is listed because the duty is real, and a letter or a page has to meet it. A "
    "rule with a letter at its end, as TR-1b, is one date of a rule that has several.",
    "The last lawful day is the last on which the act is in time. The safe day is the last that is in time whichever way "
    "the first day is counted (CNT-1 or CNT-1b). The last working day is the working day on or before the last lawful "
    "one. A dash means that there is none.",
)

COUNTING = (
    "The text of the law leaves some of this open. Where readings differ, the council chooses (see the nine settings), "
    "and the other reading is shown beside every date that it moves.",
    "So many weeks of an event. A week is seven days, so leap years and bank holidays change nothing:",
    "So many days beginning with a day, under either reading of day one:",
    "So many months starting with a day:",
    "So many months of an event:",
    "Before a named day:",
    "So many months before a day:",
    "At least two weeks' notice:",
    "Working days. Where the bank holidays of a day are not known, neither is the answer:",
    "The last day of a council stands, whatever day it is:",
    "Lodging with the tribunal:",
    "Working days of the tribunal, without August and without 25 December to 1 January:",
    "First class post:",
)

SETTINGS = (
    "On nine questions councils, advisers and government pages differ. Each is a setting of the council, with a default, "
    "and none is ever hidden: a date that another reading would move says so, and says who holds it."
)

BEYOND = (
    "Working days are Monday to Friday without the bank holidays of England. They are taken from a list, year by year. "
    "A count that runs past the list gives no date, and says in words like these:"
)

EXEMPTIONS = (
    "An exemption disapplies one limit, where one of the grounds in the law made it impractical to keep it. It does not "
    "stop the clock, start it again or add days; what is late stays late by its real number of days, and is still owed "
    "as soon as practicable. A claim names the limit, the ground and the days, and each limit is decided on its own. A "
    "limit that is in none of these sets has no exemption: no annual review, no transfer and no move has one.",
    "The grounds, with the letter of the paragraph in which each stands. The third paragraph for detained persons, which "
    "concerns absence, was read only in part, and is not relied on.",
    "Where the paragraphs stand:",
    "What is claimed and is no ground, or no longer one:",
    "A school closed over the summer holidays. The last columns give the days in which the limit runs:",
    "Absence from the area. It has to be long enough inside the days in which the limit runs:",
    "Other grounds. Until is the first day on which the ground no longer holds:",
    "What a claim does. A request of Monday 29 June 2026; the school is closed from 22 July and opens on 2 September; it "
    "was asked for advice on 20 July; the decision whether to assess goes out on 7 September:",
)

WORKED_WORDS = [
    "One section for each topic: the duties, their times and authorities, and dates worked by hand. In the worked dates:",
    "- a request is a parent's, unless it says whose;\n"
    "- amendments are the notice of proposed amendments, sent with the plan and the evidence;\n"
    "- decision, with no more said, is one that can be appealed; certificate is that of the mediation adviser;\n"
    "- an agreement is one reached in mediation; a concession is the council's notice that it does not oppose an appeal;\n"
    "- a transfer, such as primary to secondary, stands with the day on which it is to take place;\n"
    "- a column with the number of a rule gives the last lawful day under it;\n"
    "- reading names a setting and its value; a dash is the default of all nine;\n"
    "- no duty means that the rule does not arise; not applicable, that it arose and something took its place.",
]

AGES = (
    "The end of compulsory school age:",
    "The national curriculum year: the age on 31 August before the school year, less 4. Year 0 is the reception year:",
    "Nobody's request starts a clock from the 25th birthday on:",
)

PROPOSALS = (
    "Reforms that have been proposed. They are in the program only so that nobody takes them for law: they are switched "
    "off, and derive no duty."
)
