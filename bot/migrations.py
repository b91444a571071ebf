"""`sop migrate`: a line for each case, what moves and what stays and why; `sop retire`: one line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from desk.migrations import Outcome


def migrate(settings: Settings, options: Namespace) -> tuple[list[str], bool]:
    """Move running cases to a version in one transaction; False where some of them stay."""
    from bot import databases
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import migrations, sops
    from desk.works import Refused, Work
    from handlers import notices
    from screens import sentences
    from text.catalogue import plain

    _require(options)
    now = office_now(settings)
    database = databases.opened(settings)
    folders = (settings.sop_dir,) if settings.sop_dir is not None else ()
    try:
        with database.writing() as connection:
            work = Work(connection, now)
            sops.keep_definitions(work, folders)
            found = migrations.migrate(
                work,
                options.office,
                options.case or "",
                options.to,
                restart=options.clock == "restart",
                dry_run=options.dry_run,
            )
            notices.announce(work, work.events)
    except Refused as refused:
        raise Refusal(sentences.refusal(refused.key, refused.values)) from refused
    finally:
        database.close()
    closing = plain("migrations.dry_run" if options.dry_run else "migrations.applied")
    return [*(_line(one, options.to) for one in found), closing], all(one.moves for one in found)


def retire(settings: Settings, key: str | None, version: int | None) -> str:
    """Let no new case open on a version; what new cases run on instead, in one line."""
    from bot import databases
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import sops
    from desk.works import Refused, Work
    from screens import sentences
    from text.catalogue import plain

    if key is None or version is None:
        raise Refusal("Sebutkan kunci dan versinya, misalnya: python -m bot sop retire lumajang 1.")
    now = office_now(settings)
    database = databases.opened(settings)
    folders = (settings.sop_dir,) if settings.sop_dir is not None else ()
    try:
        with database.writing() as connection:
            work = Work(connection, now)
            sops.keep_definitions(work, folders)
            left = sops.retire(work, key, version)
    except Refused as refused:
        raise Refusal(sentences.refusal(refused.key, refused.values)) from refused
    finally:
        database.close()
    if left is None:
        return plain("sops.retired_last", key=key, version=version)
    return plain("sops.retired", key=key, version=version, newest=left.version)


def _require(options: Namespace) -> None:
    from bot.refusals import Refusal

    if not options.office or options.to is None or bool(options.case) is bool(options.all):
        example = "python -m bot sop migrate --office KODE --all --to 2 --dry-run"
        raise Refusal(f"Sebutkan --office, --to, dan salah satu dari --case atau --all, misalnya: {example}.")


def _line(one: "Outcome", version: int) -> str:
    from screens import sentences
    from text.catalogue import plain

    before = one.case.sop_version
    if one.moves:
        values = {"title": one.title, "before": before, "after": version, "count": one.working}
        return plain("migrations.moves", **values)
    steps = "; ".join(f"{step.step} ({step.activity})" for step in one.misfits)
    reason = plain("migrations.misfit", after=version, steps=steps)
    if one.refused is not None:
        reason = sentences.refusal(one.refused.key, one.refused.values)
    return plain("migrations.stays", title=one.title, before=before, reason=reason)
