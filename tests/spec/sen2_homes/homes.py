"""Where each item of the SEN2 return has its home, written by hand. What stands in backticks is checked.

`room.Model.field`: a column. `kind`: the day of an event. `kind: name`: a detail or an item of it; with a dot, a part of
an item. `role: code`: a statutory role. `rule: id`: a duty in the ledger. A row whose home begins with NONE has none yet.
"""

from __future__ import annotations

HEADER = """
| Tag | What it says | Home | Evidence |
| --- | --- | --- | --- |
| Collection | Which return it is | NONE: the same for every return; written when one is made | C |
| Year | The year of the survey day | NONE: follows from the survey day for which a return is made | B |
| ReferenceDate | The survey day | NONE: a date of the national calendar, chosen when a return is made | B |
| SourceLevel | That a council sends it | NONE: the same for every return; written when one is made | B |
| LEA | The council's three-digit number | NONE yet: `organisations.LocalArea.council_code` holds the council's ONS code; the table from there to the number comes with the return | A |
| SoftwareCode | What made the file | NONE: written when a return is made | B |
| Release | Its version | NONE: written when a return is made | B |
| SerialNo | The how-manieth file it is | NONE: counted when a return is made | B |
| DateTime | When it was made | NONE: written when a return is made | B |
| DMO | Whether a designated medical officer is in post | `role: designated_medical_officer` with `organisations.StatutoryRole.post` on the survey day | B |
| DCO | Whether a designated clinical officer is in post | `role: designated_clinical_officer` with `organisations.StatutoryRole.post` on the survey day | B |
| DSCO | Whether a designated social care officer is in post | `role: designated_social_care_officer` with `organisations.StatutoryRole.post` on the survey day | B |
"""

PERSON = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| Surname | 1.1 | Family name in law | `people.Person.legal_surname` | B |
| Forename | 1.2 | First names in law | `people.Person.legal_forenames` | B |
| PersonBirthDate | 1.3 | Date of birth | `people.Person.born` | B |
| Sex | 1.4 | Male or female; until 2023 asked as GenderCurrent | `people.Person.sex` | A |
| Ethnicity | 1.5 | Ethnic group | `people.Person.ethnicity` | B |
| PostCode | 1.6 | Postcode of the home | `people.Address.postcode` of the address with `people.Address.kind` home on the survey day | B |
| UPN | 1.7 | Unique pupil number | `people.Person.upn` | B |
| UniqueLearnerNumber | 1.8 | Unique learner number | `people.Person.uln` | B |
| UPNunknown | 1.9 | Why neither number is known | `people.Person.upn_unknown` | A |
"""

REQUESTS = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| ReceivedDate | 2.1 | The day on which the request arrived | the day of `request_received` or `brought_to_attention` | A |
| RequestSource | 2.2 | Who asked | derived from `request_received: by` where that was told, else `request_received: request_source`; the same of `brought_to_attention: request_source` | B/A |
| RYA | 2.3 | Whether the child was in relevant youth accommodation | `request_received: youth_accommodation`; `brought_to_attention: youth_accommodation` | B |
| RequestOutcomeDate | 2.4 | The day on which whoever asked was told | the day of `assessment_decision_sent` | A |
| RequestOutcome | 2.5 | Assess, not assess, not decided, withdrawn, historical | derived: N with `appealable_decision_sent` on the day of `assessment_decision_sent`, else Y; A while there is none; W where `duties.Case.closed_on` came first; H where it was decided before the year of the return, or the plan came by `plan_transferred` | A |
| RequestMediation | 2.6 | Mediation about this decision | derived from `mediation_requested` or `mediation_certificate_issued`, by `mediation_requested: about`, else by the last appealable decision before it | A/B |
| RequestTribunal | 2.7 | An appeal about it was registered | derived from `appeal_registered`, by `appeal_registered: about`, else by the last appealable decision before it | A/B |
| Exported | 2.8 | The child moved away before the assessment was over | `family_moved: to_council`; what the return wants here is not certain | B |
"""

ASSESSMENT = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| AssessmentOutcome | 3.1 | Plan, no plan, not decided, withdrawn, historical | derived: Y from `draft_plan_served`, `draft_plan_posted`, `final_plan_sent` or `plan_first_made`; N from `no_plan_notice_sent`; A while there is none of them; W where `duties.Case.closed_on` came first; H as for the request | A |
| AssessmentOutcomeDate | 3.2 | The day on which the plan was issued, or on which the family was told that there will be none | the day of `final_plan_sent`, or of `no_plan_notice_sent` | A |
| AssessmentMediation | 3.3 | Mediation about whether to issue | derived from `mediation_requested: about` as for the request | B |
| AssessmentTribunal | 3.4 | An appeal about it was registered | derived from `appeal_registered: about` as for the request | B |
| OtherMediation | 3.5 | Mediation about something else | derived from `mediation_requested: about`, where it is the plan's content, its setting or its end | B |
| OtherTribunal | 3.6 | An appeal about something else | derived from `appeal_registered: about`, where it is the plan's content, its setting or its end | B |
| Week20 | 3.7 | Whether an exception to the 20 weeks applies | NONE yet: derived from a case's exemptions, which come with the request and its decision | A |
"""

NAMED_PLAN = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| StartDate | 4.1 | The day of the plan in force | the day of the last `final_plan_sent`, `plan_first_made` or `final_amended_plan_sent` | A |
| PlanRes | 4.2 | A residential place is named | `final_plan_sent: residential` | B |
| PlanWBP | 4.3 | Work-based learning is named | `final_plan_sent: work_based`; the code letters are not known, so words are kept | B |
| PB | 4.4 | A personal budget is taken up | `final_plan_sent: personal_budget` | B |
| OA | 4.5 | It is held by the council or a third party | `final_plan_sent: organised_arrangements` | B |
| DP | 4.5 | What direct payments are made for | `final_plan_sent: direct_payments`; the code letters are not known, so words are kept | A/B |
| CeaseDate | 4.5 | The day on which the plan ended or passed to another council | `cease_decision_sent: ends_on`, `left_education: ends_on` or `family_moved: ends_on`; else the day of `plan_transferred` in the case of the council that the family left, or `people.Person.died_on` | A |
| CeaseReason | 4.6 | Why it ended | `cease_decision_sent: cease_reason`, `left_education: cease_reason` or `family_moved: cease_reason`; else 5 and 8 from where the date is taken | A |
| URN | 4.7 | Number of a named school | `final_plan_sent: first_setting.urn`; `final_plan_sent: second_setting.urn` | A |
| UKPRN | 4.7 | Number of a named provider | `final_plan_sent: first_setting.ukprn`; `final_plan_sent: second_setting.ukprn` | A |
| SENsetting | 4.7 | What stands in the place of a setting | `final_plan_sent: first_setting.sen_setting`; `final_plan_sent: second_setting.sen_setting` | A |
| SENsettingOther | 4.7 | The same in words | `final_plan_sent: first_setting.sen_setting_other`; `final_plan_sent: second_setting.sen_setting_other` | B |
| PlacementRank | 4.7 | Which of two it is | 1 for `final_plan_sent: first_setting`, 2 for `final_plan_sent: second_setting` | B |
| SENunitIndicator | 4.7 | In a SEN unit | `final_plan_sent: first_setting.provision`; `final_plan_sent: second_setting.provision` | B |
| ResourcedProvisionIndicator | 4.7 | In resourced provision | `final_plan_sent: first_setting.provision`; `final_plan_sent: second_setting.provision` | B |
"""

ACTIVE_PLANS = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| TransferLA | 5.1 | The council from which the plan came in the year | `plan_transferred: from_council` | A/B |
| ReviewMeeting | 5.4 | The last review meeting | the day of the last `review_meeting_held` | A |
| ReviewOutcome | 5.5 | What was decided after it | `review_decision_sent: outcome`; the code letters are not known, so words are kept | A/B |
| ReviewDraft | 5.4d | The draft amended plan after a review | the day of the `amendment_notice_sent` that follows the meeting, unless `amendment_notice_sent: without_review` | A |
| PhaseTransferDueDate | 5.6a | When the plan had to be ready for a transfer | the legal day of `rule: PT-1`, `rule: PT-2` or `rule: PT-3`, from `transfer_planned: type` | A |
| PhaseTransferFinalDate | 5.6b | When it was | the day of the `final_amended_plan_sent` that meets it | A |
| LastReview | 5.6 | The day on which the council wrote its decision | the day of the last `review_decision_sent` | A |
"""

PLACEMENT = """
| Tag | Item | What it says | Home | Evidence |
| --- | --- | --- | --- | --- |
| URN | 5.7 | Number of the school | `people.SettingStay.urn` | A |
| UKPRN | 5.7 | Number of the provider | `people.SettingStay.ukprn` | A |
| SENsetting | 5.7c | What stands in the place of a setting | `people.SettingStay.sen_setting` | A |
| SENsettingOther | 5.7 | The same in words | `people.SettingStay.sen_setting_other` | B |
| PlacementRank | 5.7 | Which of two it is | `people.SettingStay.rank` | B |
| EntryDate | 5.7 | First day there | `people.SettingStay.starts_on` | B |
| LeavingDate | 5.7 | Last day there | `people.SettingStay.ends_on` | B |
| AttendancePattern | 5.7 | How it is attended | NONE: asked in 2023 only, removed in 2024 | A |
| SENunitIndicator | 5.7 | In a SEN unit | `people.SettingStay.sen_unit` | B |
| ResourcedProvisionIndicator | 5.7 | In resourced provision | `people.SettingStay.resourced` | B |
| Res | 5.2 | A residential place | `people.SettingStay.residential` | A/B |
| WBP | 5.3 | Work-based learning | `people.SettingStay.work_based`; the code letters are not known, so words are kept | A/B |
| SENtype | 5.8a | Type of need | `people.Need.type` | A |
| SENtypeRank | 5.8 | Which of two it is | `people.Need.rank` | A |
"""

BESIDE = """
| What it says | Home |
| --- | --- |
| Whether free school meals may be had, and as at when | `people.Person.free_meals`, `people.Person.free_meals_as_at` |
"""

TABLES = {
    "Header": HEADER,
    "Module 1: Person": PERSON,
    "Module 2: Requests": REQUESTS,
    "Module 3: Assessment": ASSESSMENT,
    "Module 4: NamedPlan, with PlanDetail": NAMED_PLAN,
    "Module 5: ActivePlans": ACTIVE_PLANS,
    "Module 5: PlacementDetail and SENneed": PLACEMENT,
}

# All tags there are, section by section, so that a row that is lost is missed.
TAGS = {
    "Header": "Collection Year ReferenceDate SourceLevel LEA SoftwareCode Release SerialNo DateTime DMO DCO DSCO",
    "Module 1: Person": (
        "Surname Forename PersonBirthDate Sex Ethnicity PostCode UPN UniqueLearnerNumber UPNunknown"
    ),
    "Module 2: Requests": (
        "ReceivedDate RequestSource RYA RequestOutcomeDate RequestOutcome RequestMediation RequestTribunal Exported"
    ),
    "Module 3: Assessment": (
        "AssessmentOutcome AssessmentOutcomeDate AssessmentMediation AssessmentTribunal OtherMediation "
        "OtherTribunal Week20"
    ),
    "Module 4: NamedPlan, with PlanDetail": (
        "StartDate PlanRes PlanWBP PB OA DP CeaseDate CeaseReason URN UKPRN SENsetting SENsettingOther "
        "PlacementRank SENunitIndicator ResourcedProvisionIndicator"
    ),
    "Module 5: ActivePlans": (
        "TransferLA ReviewMeeting ReviewOutcome ReviewDraft PhaseTransferDueDate PhaseTransferFinalDate LastReview"
    ),
    "Module 5: PlacementDetail and SENneed": (
        "URN UKPRN SENsetting SENsettingOther PlacementRank EntryDate LeavingDate AttendancePattern "
        "SENunitIndicator ResourcedProvisionIndicator Res WBP SENtype SENtypeRank"
    ),
}
