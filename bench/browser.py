"""What a person sees of the map in Chromium: how long until the first picture, and how it moves under the mouse."""

import shutil
import statistics
import time

from playwright.sync_api import Page, sync_playwright

from bench.sessions import key_of

VISITS, PANNING = 3, 2.0  # seconds
# Drawn, and then so many frames later it has reached the screen.
FIRST_PICTURE = """() => new Promise(done => {
  const look = () => {
    const canvas = document.getElementById("map-canvas");
    if (!canvas || !canvas.dataset.drawn) return setTimeout(look, 5);
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  };
  look();
})"""
COUNT = """() => {
  window.frames_seen = 0; window.counting = true; window.began = performance.now();
  const next = () => { window.frames_seen++; if (window.counting) requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
COUNTED = """() => {
  window.counting = false;
  return window.frames_seen / ((performance.now() - window.began) / 1000);
}"""


def look(port: int, queries: dict[str, str]) -> dict[str, tuple[float, float]]:
    """By name of the query: (seconds until the first picture, frames a second while the map is moved)."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        home = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": "sessionid", "value": key_of("ciso"), "url": home}])
        page = context.new_page()
        page.set_default_timeout(120_000)
        found = {name: _look(page, f"{home}/map/?{query}") for name, query in queries.items()}
        browser.close()
    return found


def _look(page: Page, address: str) -> tuple[float, float]:
    """The first visit is not counted: the server keeps where things stand, the browser its scripts."""
    times = []
    for _ in range(VISITS + 1):
        page.goto(address, wait_until="commit")
        times.append(page.evaluate(FIRST_PICTURE) / 1000)
    return statistics.median(times[1:]), _frames(page)


def _frames(page: Page) -> float:
    page.wait_for_timeout(300)
    box = page.locator("#map-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT)
    until, step = time.perf_counter() + PANNING, 0
    while time.perf_counter() < until:
        step += 1
        page.mouse.move(x + step % 60 * 3, y + step % 40 * 2)
    frames = page.evaluate(COUNTED)
    page.mouse.up()
    return frames
