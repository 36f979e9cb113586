"""graypy, fed with the lines of a file: graypy-send.py <udp | tcp> <file> (to 127.0.0.1:12201)"""

import logging
import sys

import graypy

form, file = sys.argv[1:]
handlers = {"udp": graypy.GELFUDPHandler, "tcp": graypy.GELFTCPHandler}
handler = handlers[form]("127.0.0.1", 12201, localname="may-chu-01")
logger = logging.getLogger("dich-vu")
logger.addHandler(handler)
with open(file, encoding="utf-8", errors="replace") as lines:
    for line in lines:
        logger.warning(line.rstrip("\n"))
handler.close()
