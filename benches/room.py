#!/usr/bin/env python3
"""Measures the full-screen room: a key until the screen shows it (beside nano), ten idle seconds, and kills.

Usage: benches/room.py PROGRAM [keys] [idle] [kills N] [ends] [disk]
Without a list, everything but `disk` is measured; `disk` mounts a small file system and so needs to be root.
Nothing but Python, and nano for the comparison. Linux only: it reads /proc.
"""
import fcntl, os, pty, random, select, shutil, signal, sqlite3, statistics, struct, subprocess, sys, tempfile
import termios, time

COLUMNS, ROWS = 120, 40
PASTE = b"\x1b[200~%s\x1b[201~"


class Terminal:
    """A program in a pseudo-terminal of 120 columns and 40 lines."""

    def __init__(self, arguments, folder, home):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            environment = {"PATH": os.environ["PATH"], "SSMR_HOME": home, "HOME": home, "TERM": "xterm-256color"}
            os.execvpe(arguments[0], arguments, environment)

    def read(self, seconds):
        """What comes within this time; stops at the first silence after something came."""
        data = b""
        end = time.monotonic() + seconds
        while True:
            left = (0.05 if data else end - time.monotonic())
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return data
            try:
                more = os.read(self.fd, 1 << 20)
            except OSError:
                return data
            if not more:
                return data
            data += more

    def wait_for(self, text, seconds=30):
        seen, end = b"", time.monotonic() + seconds
        while text not in seen:
            if time.monotonic() > end:
                sys.exit(f"{text!r} never came; the end was {seen[-600:]!r}")
            seen += self.read(0.5)
        return seen

    def begin(self):
        """Closes the brief that a new session shows first."""
        self.wait_for(b"Quillmere")
        self.send(b"\r")
        # Frames come as differences, so a text that is known may come in pieces.
        self.read(1)

    def send(self, data):
        view = memoryview(data)
        while view:
            # A terminal takes a few kilobytes at a time, and the program writes while it reads.
            _, writable, _ = select.select([], [self.fd], [], 1)
            if writable:
                view = view[os.write(self.fd, view[:4096]):]
            if select.select([self.fd], [], [], 0)[0]:
                os.read(self.fd, 1 << 20)

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid, number)
        return self.end()

    def end(self, seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if self.fd is not None and select.select([self.fd], [], [], 0.05)[0]:
                try:
                    os.read(self.fd, 1 << 20)
                except OSError:
                    time.sleep(0.02)
            elif self.fd is None:
                time.sleep(0.02)
        sys.exit("the program did not end")

    def close(self):
        os.close(self.fd)
        self.fd = None


def keys(program, count=400):
    """Milliseconds from a key to the first byte of its frame, and bytes for each key."""
    print(f"keys: {count} letters each, {COLUMNS}x{ROWS}; milliseconds from the key to its frame, and its bytes\n")
    print(f"{'':26}{'p50':>8}{'p99':>8}{'most':>8}{'bytes p50':>11}{'bytes p99':>11}")
    for words in (0, 3_000, 12_000):
        text = ("word " * words).encode()
        with tempfile.TemporaryDirectory() as folder:
            room = Terminal([program, "practice", "tutoring-assistant", "--untimed"], folder, folder)
            room.begin()
            if text:
                room.send(PASTE % text)
                room.read(3)
            row(f"ssmr, {words:,} words", room, count)
            room.kill()
            note = os.path.join(folder, "note.txt")
            with open(note, "wb") as file:
                file.write(text)
            nano = Terminal(["nano", "-I", "+99999,99999", note], folder, folder)
            nano.read(3)
            row(f"nano, {words:,} words", nano, count)
            nano.kill()
    print()


def row(name, terminal, count):
    times, sizes = [], []
    letters = "the quick brown fox jumps over the lazy dog "
    for index in range(count):
        terminal.read(0.001)
        began = time.perf_counter()
        os.write(terminal.fd, letters[index % len(letters)].encode())
        if not select.select([terminal.fd], [], [], 5)[0]:
            sys.exit(f"{name}: no answer to a key")
        times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(terminal.read(0.02)))
    at = lambda values, share: sorted(values)[min(len(values) - 1, int(len(values) * share))]
    print(f"{name:26}{at(times, .5):8.2f}{at(times, .99):8.2f}{max(times):8.2f}{at(sizes, .5):11}{at(sizes, .99):11}")


def idle(program):
    """Ten seconds in which nothing is typed."""
    with tempfile.TemporaryDirectory() as folder:
        room = Terminal([program, "practice", "tutoring-assistant", "--timing", "take-home"], folder, folder)
        room.begin()
        room.send(b"Nadia, 16.")
        room.read(3)
        time.sleep(2)
        room.read(0.2)
        before, size = spent(room.pid), 0
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if select.select([room.fd], [], [], end - time.monotonic())[0]:
                size += len(os.read(room.fd, 1 << 20))
        after = spent(room.pid)
        room.kill()
    print("idle for ten seconds, the clock on the screen")
    print(f"  wake-ups {after[0] - before[0]}   CPU {(after[1] - before[1]) / 1e6:.1f} ms   bytes {size}\n")


def spent(pid):
    """Wake-ups and CPU nanoseconds of all threads."""
    switches = nanoseconds = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        base = f"/proc/{pid}/task/{task}"
        with open(base + "/status") as file:
            switches += sum(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt"))
        with open(base + "/schedstat") as file:
            nanoseconds += int(file.read().split()[0])
    return switches, nanoseconds


def draft(home):
    """The text that the journal holds for the first question, and whether the database is intact."""
    database = sqlite3.connect(os.path.join(home, "journal.sqlite"))
    intact = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    row = database.execute("SELECT text FROM drafts WHERE question = 'primary-user'").fetchone()
    if row is None:
        row = database.execute("SELECT text FROM answers WHERE question = 'primary-user' ORDER BY revision DESC").fetchone()
    database.close()
    return (row[0] if row else ""), intact


def typing(room, seconds, chance):
    """Types for some time; every letter with its moment."""
    typed, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        letter = chance.choice("abcdefghij ")
        os.write(room.fd, letter.encode())
        typed.append((time.monotonic(), letter))
        room.read(chance.uniform(0.005, 0.08))
    return typed


def kills(program, rounds):
    """kill -9 at random moments: what was typed more than a second before must be there."""
    chance, worst, broken, lost_letters = random.Random(7), 0.0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        known = ""
        for number in range(rounds):
            arguments = ["practice", "tutoring-assistant", "--untimed"] if number == 0 else ["practice", "--resume"]
            room = Terminal([program, *arguments], folder, folder)
            room.begin() if number == 0 else room.wait_for(b"Primary user")
            typed = typing(room, chance.uniform(0.3, 3.0), chance)
            moment = time.monotonic()
            room.kill()
            room.close()
            text, intact = draft(folder)
            broken += not intact
            whole = known + "".join(letter for _, letter in typed)
            if not whole.startswith(text):
                sys.exit(f"round {number}: {text!r} is not what was typed: {whole!r}")
            missing = typed[len(text) - len(known):] if len(text) >= len(known) else typed
            if missing:
                worst = max(worst, moment - missing[0][0])
                lost_letters += len(missing)
            known = text
    print(f"kill -9 at {rounds} random moments while typing")
    print(f"  oldest lost letter {worst:.2f} s before the kill   letters lost in all {lost_letters}"
          f"   damaged databases {broken}\n")


def ends(program):
    """Signals, a closed window, and leaving: text kept, terminal given back."""
    print("ends: exit code, text kept, terminal settings as before")
    for name, number in (("SIGTERM", signal.SIGTERM), ("SIGHUP", signal.SIGHUP), ("SIGINT", signal.SIGINT)):
        with tempfile.TemporaryDirectory() as folder:
            room, before = started(program, folder)
            code = room.kill(number)
            print(f"  {name:14} {code:4}   {draft(folder)[0] == 'Nadia, 16.'}   {settings(room) == before}")
    with tempfile.TemporaryDirectory() as folder:
        room, before = started(program, folder)
        room.send(b"\x03")
        room.read(0.5)
        room.send(b"\x03")
        code = room.end()
        print(f"  {'Ctrl-C twice':14} {code:4}   {draft(folder)[0] == 'Nadia, 16.'}   {settings(room) == before}")
    with tempfile.TemporaryDirectory() as folder:
        room, _ = started(program, folder)
        began = time.monotonic()
        room.close()
        code = room.end()
        print(f"  {'window closed':14} {code:4}   {draft(folder)[0] == 'Nadia, 16.'}   "
              f"gone after {time.monotonic() - began:.2f} s")
    print()


def started(program, folder):
    room = Terminal([program, "practice", "tutoring-assistant", "--untimed"], folder, folder)
    before = settings(room)
    room.begin()
    room.send(b"Nadia, 16.")
    room.read(0.3)
    return room, before


def settings(terminal):
    return termios.tcgetattr(terminal.fd)


def disk(program):
    """A disk that fills up in the middle: said on the screen, tried again, nothing lost."""
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "home")
        os.mkdir(home)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", home], check=True)
        try:
            room = Terminal([program, "practice", "tutoring-assistant", "--untimed"], folder, home)
            room.begin()
            room.read(1)
            ballast = os.path.join(home, "ballast")
            with open(ballast, "wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 4096):
                        pass
                except OSError:
                    pass
            room.send(PASTE % (b"word " * 4_000))
            room.wait_for(b"NOT SAVED")
            os.remove(ballast)
            room.send(b" The end.")
            seen, end = b"", time.monotonic() + 10
            while time.monotonic() < end and not draft(home)[0].endswith("The end."):
                seen += room.read(0.3)
            text = draft(home)[0]
            room.kill()
            print("a full disk, made free again")
            print(f"  said on the screen True   text kept {text.endswith('The end.') and text.count('word') == 4_000}\n")
        finally:
            subprocess.run(["umount", home], check=True)


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    program, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["keys", "idle", "kills", "100", "ends"]
    if "keys" in wanted and not shutil.which("nano"):
        sys.exit("nano is not there to compare with")
    for word in wanted:
        if word == "kills":
            number = wanted[wanted.index(word) + 1:][:1]
            kills(program, int(number[0]) if number and number[0].isdigit() else 100)
        elif not word.isdigit():
            {"keys": keys, "idle": idle, "ends": ends, "disk": disk}[word](program)


if __name__ == "__main__":
    main()
