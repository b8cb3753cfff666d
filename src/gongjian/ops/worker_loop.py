"""A worker at work: one thread keeps time, the others do tasks."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from traceback import format_exception

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongjian.ops.periodic import PERIODIC
from gongjian.work import actions as work_actions
from gongjian.work.queries import anything_ready
from gongjian.work.rules import BEAT_SECONDS

PAUSE_SECONDS = 0.5
log = logging.getLogger(__name__)


def own_name() -> str:
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{os.urandom(3).hex()}"


@dataclass
class WorkerLoop:
    threads: int = 1
    name: str = field(default_factory=own_name)
    stop: threading.Event = field(default_factory=threading.Event)
    in_hand: set[object] = field(default_factory=set)
    taking: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Work until told to stop, then finish what is in hand."""
        work_actions.beat(self.name, at=timezone.now())
        log.info("worker %s starts with %s threads", self.name, self.threads)
        hands = [
            threading.Thread(target=self.do_tasks, name=f"task-{number}") for number in range(self.threads)
        ]
        for hand in hands:
            hand.start()
        self.until_stopped(self.keep_time, pause=BEAT_SECONDS)
        while any(hand.is_alive() for hand in hands):
            self.safely(lambda: work_actions.beat(self.name, at=timezone.now()))
            hands[0].join(PAUSE_SECONDS)
        self.safely(lambda: work_actions.leave(self.name))
        log.info("worker %s leaves", self.name)

    def run_until_idle(self) -> None:
        """Do what waits now, and leave."""
        work_actions.beat(self.name, at=timezone.now())
        work_actions.hand_on(at=timezone.now())
        while self.do_next():
            pass
        work_actions.leave(self.name)

    def keep_time(self) -> None:
        now = timezone.now()
        work_actions.beat(self.name, at=now)
        with self.taking:
            lost = work_actions.hand_on(at=now, worker=self.name, in_hand=self.in_hand)
        for task in lost:
            log.warning(
                "task %s is handed on: its worker is no longer heard of, or let it fall", task.task_path
            )
        work_actions.start_periodic(PERIODIC, at=now)

    def do_tasks(self) -> None:
        self.until_stopped(self.do_all, pause=PAUSE_SECONDS)
        connection.close()

    def do_all(self) -> None:
        while not self.stop.is_set() and anything_ready() and self.do_next():
            pass

    def do_next(self) -> bool:
        with self.taking:
            task = work_actions.claim(self.name, at=timezone.now())
            if task:
                self.in_hand.add(task.pk)
        if task:
            try:
                do(task)
            finally:
                self.in_hand.discard(task.pk)
        return bool(task)

    def until_stopped(self, step: Callable[[], None], *, pause: float) -> None:
        while not self.stop.is_set():
            self.safely(step)
            self.stop.wait(pause)

    def safely(self, step: Callable[[], None]) -> None:
        """Neither a database that is away for a moment nor a mistake of ours ends a worker."""
        close_old_connections()
        try:
            step()
        except Exception:
            log.exception("this step of the worker failed; it goes on")
        close_old_connections()


def do(task: DBTaskResult) -> None:
    try:
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    except (OperationalError, InterfaceError):
        log.exception("task %s is let fall: the database was away; it is tried again", task.task_path)
    except Exception as error:
        log.exception("task %s failed", task.task_path)
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        trouble = "".join(format_exception(error))
        work_actions.finish(task, at=timezone.now(), kind=kind, trouble=trouble)
    else:
        work_actions.finish(task, at=timezone.now())
