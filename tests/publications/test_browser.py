"""The dossier in a real Chromium: no script, no request, every figure lands on its sentence."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from histor.publications.dossier import render_dossier
from publications.coast import coast_view

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver here"),
]
QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
COLLISIONS = """
const found = [];
for (const drawing of document.querySelectorAll("svg")) {
  const labels = [...drawing.querySelectorAll("text")]
    .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
    .filter(([words, box]) => box.width > 0);
  labels.forEach(([one, a], index) => labels.slice(index + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && tall > 3) found.push(one + " / " + other);
  }));
}
return found;
"""
IN_VIEW = """
const box = arguments[0].getBoundingClientRect();
return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight;
"""


def opened(*arguments: str) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (*QUIET, "--window-size=1200,900", *arguments):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    file.write_text(render_dossier(coast_view()), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    driver = opened()
    yield driver
    driver.quit()


def logged(driver: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = driver.get_log(kind)  # type: ignore[no-untyped-call]  # selenium's own
    return entries


def background(driver: webdriver.Chrome) -> str:
    return driver.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")


def quote_links(driver: webdriver.Chrome) -> list[WebElement]:
    return driver.find_elements(By.CSS_SELECTOR, "main a[href^='#q']")


def test_the_page_opens_without_a_word_on_the_console(browser: webdriver.Chrome, page: str) -> None:
    browser.get(page)
    assert logged(browser, "browser") == []


def test_the_page_asks_for_nothing_but_itself(browser: webdriver.Chrome, page: str) -> None:
    logged(browser, "performance")
    browser.get(page)
    events = [json.loads(entry["message"])["message"] for entry in logged(browser, "performance")]
    sent = [event for event in events if event["method"] == "Network.requestWillBeSent"]
    assert {event["params"]["request"]["url"] for event in sent} == {page}


def test_a_figure_s_link_lands_on_the_marked_sentence(browser: webdriver.Chrome, page: str) -> None:
    browser.get(page)
    link = next(each for each in quote_links(browser) if each.is_displayed())
    anchor = (link.get_attribute("href") or "").rsplit("#", 1)[1]
    link.send_keys(Keys.ENTER)
    mark = browser.find_element(By.ID, anchor)
    assert (mark.tag_name, browser.execute_script(IN_VIEW, mark)) == ("mark", True)


def test_every_link_within_the_page_has_its_mark(browser: webdriver.Chrome, page: str) -> None:
    browser.get(page)
    wanted = {(each.get_attribute("href") or "").rsplit("#", 1)[1] for each in quote_links(browser)}
    marks = {each.get_attribute("id") for each in browser.find_elements(By.TAG_NAME, "mark")}
    assert wanted
    assert wanted <= marks


def test_the_first_key_reaches_the_skip_link_which_leads_to_the_main_part(
    browser: webdriver.Chrome, page: str
) -> None:
    browser.get(page)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.is_displayed()
    skip.send_keys(Keys.ENTER)
    main = browser.find_element(By.TAG_NAME, "main")
    assert browser.current_url.endswith(f"#{main.get_attribute('id')}")


def test_dark_differs_from_light(browser: webdriver.Chrome, page: str) -> None:
    seen = []
    for scheme in ("light", "dark"):
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        browser.get(page)
        seen.append(background(browser))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert seen[0] != seen[1]


def test_nothing_runs_past_the_edge_of_a_telephone(browser: webdriver.Chrome, page: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True},
    )
    browser.get(page)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide == 390


def test_the_page_works_with_scripts_forbidden(browser: webdriver.Chrome, page: str) -> None:
    browser.get(page)
    assert browser.find_elements(By.TAG_NAME, "script") == []


def test_labels_within_a_drawing_do_not_collide(browser: webdriver.Chrome, page: str) -> None:
    browser.get(page)
    assert browser.execute_script(COLLISIONS) == []
