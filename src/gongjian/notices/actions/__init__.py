from gongjian.notices.actions.channels import (
    RobotDraft,
    add_robot,
    change_robot,
    choose_email,
    close_feed,
    copy_wordings,
    end_robot,
    open_feed,
    set_wording,
)
from gongjian.notices.actions.delivering import deliver, deliver_due, give_up_lost, try_again
from gongjian.notices.actions.telling import (
    News,
    Post,
    mark_read,
    tell,
    tell_all,
    write_digest,
    write_digests,
)

__all__ = [
    "News",
    "Post",
    "RobotDraft",
    "add_robot",
    "change_robot",
    "choose_email",
    "close_feed",
    "copy_wordings",
    "deliver",
    "deliver_due",
    "end_robot",
    "give_up_lost",
    "mark_read",
    "open_feed",
    "set_wording",
    "tell",
    "tell_all",
    "try_again",
    "write_digest",
    "write_digests",
]
