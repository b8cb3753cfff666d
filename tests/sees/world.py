"""A small campaign with one of everything that has an address, and one person in every seat."""

from datetime import date

from gongjian.accounts.actions import appoint_administrator
from gongjian.accounts.models import Organisation, User
from gongjian.bulletins.rules import BulletinKind as Paper
from gongjian.campaigns.models import Campaign, Unit
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.intake.models import IncomingList
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES
from gongjian.meetings import actions as meetings
from gongjian.meetings.actions import Point
from gongjian.meetings.actions.following import Proof
from gongjian.meetings.models import AgendaItem, Meeting, RosterLine
from gongjian.meetings.rules import Act, AgendaItemKind, AgendaItemState, Attending, MeetingKind, RosterRole
from gongjian.notices.actions import RobotDraft, add_robot
from gongjian.notices.rules import RobotKind
from gongjian.obstacles.actions import Shown, instruct
from gongjian.reading.uploads import CheckedFile
from gongjian.registers.actions import attach_to_entry
from gongjian.registers.actions import take_in as take_in_entries
from gongjian.registers.rules import ParentKind
from gongjian.reporting.actions import attach_file
from gongjian.standing.actions import rebuild
from gongjian.web.county.views.sheets import PURPOSE
from gongjian.worklist.actions import StepDraft, draw_steps, set_standard_steps
from gongjian.worklist.actions.changes import Wish, ask_for_change
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.imports import take_in
from gongjian.worklist.actions.letters import record_letter
from gongjian.worklist.actions.signing import record_signature
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.backwards import WorkStep
from tests.campaigns.test_papers import a_paper
from tests.intake.files import plain_xlsx
from tests.meetings.world import AT, a_decision, a_running_meeting, a_special, closed
from tests.obstacles.world import a_group, a_kind, an_obstacle
from tests.registers.world import PHOTO, a_household, a_parcel, a_register, linked
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_draft,
    a_duty,
    a_list,
    a_period,
    a_person,
    a_scan,
    a_target,
    a_unit,
    an_item,
    issued,
    letters_of,
    noon,
)

PDF = CheckedFile("批复.pdf", "application/pdf", b"%PDF-1.7 the approval")
STEP = WorkStep(1, "design", 5)
WHO = {
    "clerk": Role.CLERK,
    "director": Role.DIRECTOR,
    "administrator": Role.ADMINISTRATOR,
    "supervisor": Role.SUPERVISOR,
    "assessor": Role.ASSESSOR,
    "leader": Role.LEADER,
    "head": Role.HEAD,
    "reporter": Role.REPORTER,
    "another unit": Role.REPORTER,
    "member": Role.MEMBER,
    "editor": Role.EDITOR,
    "observer": Role.OBSERVER,
    "keeper": None,
    "no seat": None,
}


class Lived:
    """The campaign, its people by their seat, and what stands in each gap of an address."""

    def __init__(self) -> None:
        self.campaign: Campaign = a_campaign("county", stands_at=AFTER_CUT_OFF)
        self.elsewhere: Campaign = a_campaign()
        self.clerk = a_clerk(self.campaign)
        self.group = a_group(self.campaign)
        self.unit, self.other = a_unit(self.campaign), a_unit(self.campaign)
        self.people = {who: self.person(who, role) for who, role in WHO.items()}
        appoint_administrator(self.people["keeper"], self.campaign.organisation, by=None, at=NOON)
        self.gaps: dict[str, object] = {
            "slug": self.campaign.slug,
            "unit": self.unit.organisation_id,
            "by": "unit",
        }
        for step in (the_plan, the_list, the_reports, the_registers, the_obstacles, the_meetings, the_ceremony, the_papers, the_county):  # fmt: skip
            step(self)
        rebuild(self.campaign, at=AFTER_CUT_OFF)

    def person(self, who: str, role: Role | None) -> User:
        places: dict[Role | None, Unit | Organisation] = {
            Role.HEAD: self.unit,
            Role.REPORTER: self.other if who == "another unit" else self.unit,
            Role.MEMBER: self.group,
        }
        return a_person(role, at=places.get(role), campaign=self.campaign, name=who)


def the_plan(here: Lived) -> None:
    paper = a_paper(here.campaign, here.clerk)
    target = a_target(here.campaign)
    here.gaps |= {
        "campaigns:pk": paper.pk,
        "campaigns:plan_fact:pk": paper.facts.first().pk,
        "campaigns:obligation:pk": a_duty(here.campaign, date(2026, 10, 13)).pk,
        "campaigns:cancel_obligation:pk": here.campaign.obligations.get().pk,
        "campaigns:code": target.code,
    }


def the_list(here: Lived) -> None:
    drawn_up = a_list(here.unit)
    brought = take_in(here.campaign, here.unit.organisation, "清单.xlsx", plain_xlsx([["甲项目", "完成征地", "9月底"]]), by=here.people["reporter"], at=NOON)  # fmt: skip
    signed = record_signature(drawn_up, a_scan(), by=here.clerk, at=NOON, seen=drawn_up.version)
    version = file_list(signed, by=here.people["director"], at=NOON, seen=signed.version)
    letter = letters_of(here.campaign)[0]
    letter = record_letter(letter, a_scan(), by=here.clerk, at=NOON, seen=letter.version)
    item = Item.objects.get(list_rows__list_version=version)
    set_standard_steps(item.project.line_of_work, [STEP], by=here.clerk, at=NOON, seen=0)
    draw_steps(item, [StepDraft(STEP)], by=here.clerk, at=NOON, seen=0)
    wish = Wish(reason="征地未完成", reference="会议纪要", evidence=a_scan())
    change = ask_for_change(item, wish, by=here.people["reporter"], at=NOON, seen=item.version)
    here.project = item.project
    here.project.leading_official = here.people["leader"]
    here.project.save()
    here.gaps |= {
        "worklist:code": item.code,
        "worklist:project:code": item.project.code,
        "worklist:edit_project:code": item.project.code,
        "worklist:new_item:code": item.project.code,
        "worklist:pk": brought.pk,
        "worklist:line": item.project.line_of_work.code,
        "worklist:number": 1,
        "worklist:change:number": change.number,
        "worklist:kind": "pdf",
        "worklist:letter_set:kind": "zip",
        **{f"worklist:{name}:pk": letter.pk for name in ("letter", "letter_file", "letter_scan", "self_check", "letter_move")},
        "worklist:list_move:move": "edit",
        "worklist:change_move:move": "agree",
        "worklist:letter_move:move": "sign_for",
    }  # fmt: skip


def the_reports(here: Lived) -> None:
    an_item(project=here.project, unit=here.unit)
    period = a_period(here.campaign)
    report = period.reports.get(unit=here.unit.organisation)
    proof = attach_file(report.rows.first(), PDF, by=here.people["reporter"], at=NOON)
    a_confirmed_report(report)
    bulletin = issued(a_draft(period))
    a_draft(period, Paper.RANKING)
    here.gaps |= {
        "day": period.nominal_on,
        "worklist:evidence:pk": proof.pk,
        "bulletins:pk": bulletin.pk,
        "bulletins:kind": "pdf",
        "bulletins:section": "summary",
        "reporting:item": report.rows.first().item_id,
        "reporting:pk": proof.pk,
    }


def the_registers(here: Lived) -> None:
    register = a_register(here.campaign, group=here.group)
    counted = an_item(project=here.project, unit=here.unit, measure=Measure.QUANTITY, unit_of_measure="户")
    linked(counted, register)
    entry = a_household(register, here.project, by=here.people["reporter"])
    parcels = a_register(here.campaign, group=here.group, parent_kind=ParentKind.LINE, unit_of_quantity="亩", fields=(PHOTO,))  # fmt: skip
    parcel = a_parcel(parcels, here.unit.organisation, by=here.people["reporter"])
    photo = attach_to_entry(parcel, PHOTO.code, PDF, by=here.people["reporter"], at=NOON)
    a_parcel(parcels, here.unit.organisation, by=here.people["reporter"])
    brought = take_in_entries(register, "户.xlsx", plain_xlsx([[here.project.code, "1-01"]], ("项目编号", "户号")), by=here.people["reporter"], at=NOON)  # fmt: skip
    here.gaps |= {
        "registers:code": register.code,
        "registers:project": here.project.code,
        "registers:pk": entry.pk,
        "registers:move": "apply",
        "registers:file": photo.pk,
        "registers:field": PHOTO.code,
        "registers:add:code": parcels.code,
        **{f"registers:{name}:pk": parcel.pk for name in ("split", "join", "become", "entry_file", "remove_file", "attach")},
        **{f"registers:{name}:pk": brought.pk for name in ("import", "choose_columns", "take_import", "undo_import", "apply_import", "marked_import")},
    }  # fmt: skip


def the_obstacles(here: Lived) -> None:
    kind = a_kind(here.campaign, group=here.group)
    found = an_obstacle(
        project=here.project, kind=kind, by=here.people["reporter"], shown=Shown(file=a_scan())
    )
    given = instruct(found, "抓紧", due_on=date(2026, 9, 18), by=here.clerk, at=NOON, seen=found.version)
    here.gaps |= {
        "obstacles:number": found.number,
        "obstacles:move": "solve",
        "obstacles:kind:pk": kind.pk,
        "obstacles:end_kind:pk": kind.pk,
        "obstacles:group:pk": here.group.pk,
        "obstacles:proof:pk": found.proofs.get().pk,
        "obstacles:finish:pk": given.instructions.get().pk,
        "obstacles:pk": 1,
    }


def the_meetings(here: Lived) -> None:
    """One whose decision has been answered, and a review that comes."""
    special, unit = a_special(here.campaign), here.unit.organisation
    meetings.invite(special, [unit], attending=Attending.ATTENDS, by=here.clerk, at=AT)
    paper = meetings.attach_paper(special, a_scan(), title="用地情况", by=here.clerk, at=AT)
    held = a_running_meeting(meeting=special)
    decision = a_decision(held, unit=unit)
    held = closed(held)
    decision.refresh_from_db()
    proof = Proof(words="已完成", file=a_scan())
    answer = meetings.report_done(decision, proof, by=here.people["reporter"], at=noon(9, 12), seen=decision.version)  # fmt: skip
    a_duty(here.campaign, date(2026, 10, 8), kind=ObligationKind.REVIEW)
    meetings.plan_meetings(here.campaign, at=AFTER_CUT_OFF)
    review = Meeting.objects.get(campaign=here.campaign, kind=MeetingKind.REVIEW)
    AgendaItem.objects.create(
        campaign=here.campaign,
        meeting=held,
        kind=AgendaItemKind.UNIT,
        unit=unit,
        state=AgendaItemState.PROPOSED,
        title="用地",
    )
    RosterLine.objects.create(
        campaign=here.campaign,
        meeting=review,
        unit=unit,
        role=RosterRole.ACCOUNTS,
        series=here.unit.series,
        place=1,
        period=here.campaign.periods.get(),
        reason=Text("末位"),
    )
    here.gaps |= {
        "meetings:pk": held.pk,
        "meetings:number": decision.number,
        "meetings:answer": answer.number,
        "meetings:attachment": paper.pk,
        "meetings:agenda_item": held.agenda_items.first().pk,
        "meetings:decision": decision.pk,
        "meetings:invitation": held.invitations.first().pk,
        "meetings:place": 1,
        "meetings:edition": 1,
        "meetings:move": "call",
        "meetings:follow_up_move:move": "confirm",
        "meetings:paper:kind": "agenda",
        "meetings:draft:kind": "agenda",
        "meetings:form": "pdf",
        "meetings:which": "programme",
        "meetings:ceremony_list:form": "xlsx",
        "meetings:line": 1,
        **{f"meetings:{name}:pk": review.pk for name in ("roster", "confirm_all", "decide_line", "arrange", "move_day")},
    }  # fmt: skip


def the_ceremony(here: Lived) -> None:
    there = a_special(here.campaign, kind=MeetingKind.GROUNDBREAKING, title="第一批集中开工")
    entered = meetings.enter_project(there, here.project, by=here.clerk, at=AT)
    photo = meetings.add_photo(there, a_scan(), caption="开工现场", by=here.clerk, at=AT)
    point = meetings.add_point(there, Point(act=Act.SPEECH, title="发言"), by=here.clerk, at=AT)
    clerk_sees = Meeting.objects.get(pk=there.pk).version
    meetings.call_meeting(there, by=here.clerk, at=AT, seen=clerk_sees)
    here.gaps |= {
        "meetings:entry": entered.pk,
        "meetings:photo": photo.pk,
        "meetings:point": point.pk,
        **{f"meetings:{name}:pk": there.pk for name in CEREMONY.split()},
    }


CEREMONY = "ceremony enter_project add_point handle_point add_venue add_photo photo remove_photo ceremony_project put_on take_off tell_start ceremony_list"


def the_papers(here: Lived) -> None:
    """What goes out of the house, and what everybody keeps for themselves."""
    draft = RobotDraft("群", RobotKind.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1")
    robot = add_robot(here.campaign.pk, draft, may=YES, by=here.clerk, at=NOON)
    here.gaps |= {
        "notices:pk": robot.pk,
        "notices:kind": "personal",
        "notices:secret": "x",
        "desk:name": "owed",
        "setup:key": "x",
        "setup:move": "begin",
        "verifying:digits": "0" * 64,
        "gallery:status": 404,
    }


def the_county(here: Lived) -> None:
    office = here.campaign.organisation
    User.objects.filter(pk__in=[person.pk for person in here.people.values()]).update(organisation=office)
    brought = IncomingList.objects.create(
        purpose=PURPOSE, scope=office.pk, file_name="人员.xlsx", sha256="0" * 64, uploaded_at=NOON
    )
    assignment = here.people["reporter"].role_assignments.get()
    here.gaps |= {
        "county:pk": here.people["reporter"].pk,
        "county:kind": "people",
        **{f"county:{name}:pk": brought.pk for name in ("sheet", "answer", "apply", "marked")},
        **{f"county:{name}:pk": here.unit.organisation_id for name in ("organisation", "appoint", "dismiss")},
        "county:keeper": 1,
        "people:pk": here.people["reporter"].pk,
        "people:assignment": assignment.pk,
        "people:organisation:pk": here.unit.organisation_id,
        "people:unit:pk": here.unit.pk,
    }
