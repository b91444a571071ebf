"""What is told beyond the cards: by what a move meant, and by what happened outside of a case."""

from collections.abc import Callable
from typing import Any

from desk import migrations
from desk.absences import StandInSet
from desk.agreements import TargetAnswered, TargetProposed
from desk.allocations import AllocationDrawn
from desk.books import BookApplied, BookRead, BookRefused, BookWritten
from desk.compilations import LastCallGiven
from desk.confirmations import PageDue
from desk.connections import HolderUnreachable
from desk.corrections import FigureCorrected
from desk.dispatches import ReceiptGiven, ReportSent
from desk.dispositions import CopyGiven, CopyNoted
from desk.finalisations import FigureMoved
from desk.founders import FounderBound, FoundingRead, FoundingRefused, OfficeFounded, TemplateWritten
from desk.held_notices import NoticesOpened
from desk.konseptors import KonseptorNamed
from desk.letters import LetterLinked
from desk.meetings import MeetingSet
from desk.moves import Moved
from desk.objections import CorrectionDisputed
from desk.openings import StandingOrderUsed
from desk.orders import OrderDisputed
from desk.plan_papers import PlanDrawn
from desk.plans import PlanApproved
from desk.rehearsals import RehearsalEnded, RehearsalErased
from desk.reports import ReportDrawn, ReportEntered, ReportNotDrawn
from desk.requests import UnitsAsked
from desk.shelves import PictureDrawn
from desk.statuses import CasePictureDrawn
from desk.takeovers import SeatTakenOver
from desk.works import Work
from handlers import (
    absences,
    additions,
    agreements,
    allocations,
    books,
    cases,
    checks,
    compilations,
    confirmations,
    corrections,
    delegations,
    dispatches,
    dispositions,
    enclosures,
    evidences,
    finalisations,
    forms,
    founders,
    konseptors,
    letters,
    meetings,
    orders,
    pauses,
    plans,
    reassignments,
    rehearsals,
    reminders,
    reopenings,
    reports,
    requests,
    statuses,
    takeovers,
    transfers,
)
from sop.changes import BundleClosed, CaseClosed, CaseMigrated, CasePaused, CaseReopened, CaseResumed
from sop.enclosures import EnclosureUnusable
from sop.events import (
    Assigned,
    BundleReassigned,
    Disposed,
    DraftFrozen,
    EnclosureChanged,
    Initialled,
    ItemsAdded,
    ItemsReturned,
    ItemsTransferred,
    LateEntered,
    ReportApproved,
    StepDone,
    StepRecordedOutside,
    TierPassed,
)
from sop.evidences import EvidenceUnusable
from sop.letters import LetterFileUnusable
from sop.people import AccountBound, ReachabilityChanged

# Meaning of a move (sop.events) -> who else is told. A meaning that is not listed tells nobody.
MEANINGS: dict[type, Callable[[Work, Moved, Any], None]] = {
    Disposed: forms.tell_ordered,
    Assigned: forms.tell_ordered,
    StepDone: checks.examine,
    StepRecordedOutside: orders.tell_recorded,
    ItemsReturned: checks.tell_returned,
    ItemsAdded: additions.tell_added,
    ItemsTransferred: transfers.tell_transferred,
    TierPassed: checks.verify_passed,
    DraftFrozen: reports.tell_frozen,
    LateEntered: reports.tell_late,
    EnclosureChanged: enclosures.tell_changed,
    Initialled: reports.tell_initialled,
    ReportApproved: reports.tell_approved,
    CaseReopened: reopenings.tell,
    CaseClosed: cases.tell_closed,
    CasePaused: pauses.tell_paused,
    CaseMigrated: migrations.tell,
    CaseResumed: pauses.tell_resumed,
    BundleReassigned: reassignments.tell_moved,
    BundleClosed: delegations.tell_done,
}

# Everything else the desk says happened.
HAPPENINGS: dict[type, Callable[[Work, Any], None]] = {
    CopyGiven: dispositions.tell_copy,
    CopyNoted: dispositions.tell_note,
    LetterLinked: letters.tell_linked,
    LetterFileUnusable: letters.tell_unusable,
    EnclosureUnusable: enclosures.tell_unusable,
    TargetProposed: agreements.tell_proposed,
    TargetAnswered: agreements.tell_answered,
    PlanApproved: plans.tell_approved,
    PlanDrawn: plans.tell_drawn,
    MeetingSet: meetings.tell_set,
    AllocationDrawn: allocations.tell_drawn,
    OrderDisputed: orders.tell_disputed,
    EvidenceUnusable: evidences.tell_unusable,
    FigureCorrected: corrections.tell_corrected,
    FigureMoved: finalisations.tell_moved,
    CorrectionDisputed: corrections.tell_disputed,
    StandingOrderUsed: orders.tell_standing_order,
    NoticesOpened: reminders.tell,
    HolderUnreachable: reminders.tell_unreachable,
    AccountBound: reminders.welcome,
    ReachabilityChanged: reminders.follow_reach,
    UnitsAsked: requests.tell_asked,
    LastCallGiven: compilations.tell_last_call,
    ReportEntered: reports.tell_entered,
    ReportDrawn: reports.tell_drawn,
    ReportNotDrawn: reports.tell_not_drawn,
    PictureDrawn: reports.tell_picture,
    CasePictureDrawn: statuses.tell_picture,
    RehearsalEnded: rehearsals.tell_ended,
    RehearsalErased: rehearsals.tell_erased,
    SeatTakenOver: takeovers.tell_taken_over,
    StandInSet: absences.tell_set,
    TemplateWritten: founders.tell_template,
    FoundingRefused: founders.tell_refused,
    FoundingRead: founders.tell_read,
    OfficeFounded: founders.tell_founded,
    FounderBound: founders.tell_ready,
    BookWritten: books.tell_written,
    BookRefused: books.tell_refused,
    BookRead: books.tell_read,
    BookApplied: books.tell_applied,
    KonseptorNamed: konseptors.tell_named,
    PageDue: confirmations.tell_due,
    ReportSent: dispatches.tell_sent,
    ReceiptGiven: dispatches.tell_receipt,
}
