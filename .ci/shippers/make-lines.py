"""Writes the files that the shippers are given: make-lines.py (needs to write to /var/log/dich-vu and /var/log/dich-vu-mau)"""

import pathlib
import random

folder = pathlib.Path("/var/log/dich-vu")
mixed = pathlib.Path("/var/log/dich-vu-mau")
folder.mkdir(exist_ok=True)
mixed.mkdir(exist_ok=True)
lines = [
    f"2026-11-21T10:00:00.{n:03}Z may-chu-01 sshd[{400 + n}]: Failed password for người-dùng-{n} "
    f"from 203.0.113.{n + 1} port {10000 + n} ssh2"
    for n in range(5)
]
lines.append('Cán bộ Nguyễn Văn Mẫu tra cứu hồ sơ "Đăng ký khai sinh" \t C:\\tệp\\mới')
octets = [line.encode() for line in lines] + [b"khong phai UTF-8: \xff\xfe\xc3( \xe1\xba het"]
(folder / "ung-dung.log").write_bytes(b"\n".join(octets) + b"\n")
(folder / "dai.log").write_text("đầu dòng dài " + "Sở Y tế " * 7500 + "\nsau dòng dài\n")
random.seed(5)
long = "dòng vừa " + " ".join(f"hồ-sơ-{random.randrange(10**6):06}" for _ in range(250)) + "\n"
(mixed / "vua.log").write_text(long)
(mixed / "tep.log").write_bytes(b"\n".join(octets) + b"\n" + long.encode())
