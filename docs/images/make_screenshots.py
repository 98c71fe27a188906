"""Take the README's picture of a running Kindward: ``python docs/images/make_screenshots.py [ADDRESS]``.

Three phones side by side: the first screen, a session at night, the page for a hard moment. Start it with
``make run`` first. Needs Chromium and the packages of ``requirements/dev.txt``.
"""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

ADDRESS = "http://127.0.0.1:8000"
FILE = Path(__file__).parent / "first.png"
TABLE = """
body { margin: 0; height: 100vh; display: flex; gap: 32px; justify-content: center; align-items: center }
body { background: #d9d3c7 }
img { width: 378px; border-radius: 28px; box-shadow: 0 2px 18px #0003 }
"""


def phone(browser: Browser, url: str, scheme: Literal["light", "dark"], tap: str = "") -> str:
    """What a phone shows at ``url`` (four seconds after a tap on ``tap``), as a picture element."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, device_scale_factor=2
    )
    page = context.new_page()
    page.goto(url)
    if tap:
        page.get_by_role("button", name=tap).first.click()
        page.wait_for_timeout(4000)
    page.wait_for_timeout(800)
    picture = base64.b64encode(page.screenshot()).decode()
    context.close()
    return f'<img src="data:image/png;base64,{picture}">'


def main(address: str, file: Path) -> None:
    """Write the picture to ``file``."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        phones = [
            phone(browser, f"{address}/", "light"),
            phone(browser, f"{address}/", "dark", tap="Begin"),
            phone(browser, f"{address}/hard-moment/", "light"),
        ]
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_content(f"<style>{TABLE}</style>{''.join(phones)}")
        page.wait_for_timeout(300)
        page.screenshot(path=file)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS, FILE)
