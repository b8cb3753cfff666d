"""Run a script of frontend/package.json with the Node that the set-up found."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from setup import FRONT, npm_of_this_machine

npm, environment = npm_of_this_machine()
sys.exit(subprocess.call([*npm, "run", "--silent", *sys.argv[1:]], cwd=FRONT, env=environment))
