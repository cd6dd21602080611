"""Runs inside a chapter's kernel, before its first cell: notes which files of the project the chapter reads.

`execution.py` sends this text to the kernel; the chapter itself never sees it. It must not import `nexttoken`: what it
imports, every chapter would seem to depend on. A file counts once it is opened for reading (an audit hook tells); a
module counts once it is imported, even if Python only opened its cached bytecode. What a child process reads cannot be
seen from here, so a chapter that starts one counts as reading the whole package.
"""

import json
import os
import sys

STARTS = {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "subprocess.Popen"}
FONT_LIST = "fc-list"  # Matplotlib starts it once on a new machine; it reads nothing of the project
opened = set()
children = []


def watch(event, args):
    if event == "open" and not isinstance(args[0], int) and not args[2] & (os.O_WRONLY | os.O_RDWR):
        opened.add(os.path.abspath(os.fsdecode(args[0])))
    elif event in STARTS and FONT_LIST not in args:
        children.append(event)


def report():
    modules = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return json.dumps({"files": sorted(opened.union(filter(None, modules))), "children": bool(children)})


sys.addaudithook(watch)
