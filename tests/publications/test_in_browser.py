"""The dossier in a real Chromium."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from histor.publications.dossier import render_dossier
from histor.publications.view import KnownOn
from publications.coast import coast_view

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not shutil.which("chromium") or not shutil.which("chromedriver"), reason="no Chromium"
    ),
]
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1100,900",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    page: Path = tmp_path_factory.mktemp("dossier") / "page.html"
    view = coast_view()
    days = [
        KnownOn(day=date(2025, 3, at), reports=at, incidents=view.incidents, figures=view.figures)
        for at in range(1, 8)
    ]
    page.write_text(render_dossier(coast_view(known_on=days)), encoding="utf-8")
    return page.as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=ChromeService(shutil.which("chromedriver")))
    yield driver
    driver.quit()


def test_the_page_opens_without_a_complaint(browser: Chrome, address: str) -> None:
    browser.get(address)
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]  # selenium leaves it bare


def test_the_page_asks_for_nothing(browser: Chrome, address: str) -> None:
    browser.get(address)
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_a_day_chosen_by_keyboard_shows_what_was_known_on_it(browser: Chrome, tmp_path: Path) -> None:
    view = coast_view()
    days = [
        KnownOn(day=date(2025, 3, at), reports=at, incidents=view.incidents, figures=view.figures)
        for at in (8, 9)
    ]
    page = tmp_path / "days.html"
    page.write_text(render_dossier(coast_view(known_on=days)), encoding="utf-8")
    browser.get(page.as_uri())
    browser.find_element(By.ID, "k2").send_keys(Keys.ARROW_UP)
    shown = [each for each in browser.find_elements(By.CSS_SELECTOR, ".day caption") if each.is_displayed()]
    assert [each.text for each in shown] == ["As known on 8 March 2025, from 8 reports"]


def test_a_figure_s_link_opens_its_sentence(browser: Chrome, address: str) -> None:
    browser.get(address)
    browser.find_element(By.CSS_SELECTOR, "tr.superseded .cite a").click()
    marked = browser.find_element(By.CSS_SELECTOR, "mark:target")
    assert (marked.text, marked.is_displayed()) == (
        "The monitor counts 745 civilians killed on the coast since Thursday.",
        True,
    )


def test_the_first_tab_reaches_the_skip_link(browser: Chrome, address: str) -> None:
    browser.get(address)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"


def colours(browser: Chrome, scheme: str) -> tuple[str, str]:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    body = browser.find_element(By.TAG_NAME, "body")
    return body.value_of_css_property("color"), body.value_of_css_property("background-color")


def test_a_dark_screen_gets_dark_paper(browser: Chrome, address: str) -> None:
    browser.get(address)
    assert (colours(browser, "light"), colours(browser, "dark")) == (
        ("rgba(29, 28, 26, 1)", "rgba(251, 250, 247, 1)"),
        ("rgba(233, 230, 223, 1)", "rgba(22, 23, 26, 1)"),
    )


def test_a_phone_does_not_scroll_the_page_sideways(browser: Chrome, address: str) -> None:
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(address)
    width = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == 390


def hidden_marks(browser: Chrome, medium: str) -> int:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium})
    marks = browser.find_elements(By.TAG_NAME, "mark")
    script = "return arguments[0].checkVisibility()"
    return sum(not browser.execute_script(script, mark) for mark in marks)


def test_every_report_is_open_on_a_screen_and_on_paper(browser: Chrome, address: str) -> None:
    browser.get(address)
    assert (hidden_marks(browser, "screen"), hidden_marks(browser, "print")) == (0, 0)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


LABELS_THAT_MEET = """
const found = [];
for (const drawing of document.querySelectorAll("svg")) {
  const labels = [...drawing.querySelectorAll("text")]
    .map(each => [each.textContent.trim(), each.getBoundingClientRect()]);
  labels.forEach(([one, a], index) => labels.slice(index + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && tall > 4) found.push(one + " / " + other);
  }));
}
return found;
"""


def test_no_two_labels_of_a_drawing_meet(browser: Chrome, address: str) -> None:
    browser.get(address)
    assert browser.execute_script(LABELS_THAT_MEET) == []


def test_the_skip_link_leads_to_the_main_part(browser: Chrome, address: str) -> None:
    browser.get(address)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB, Keys.ENTER)
    assert browser.switch_to.active_element.tag_name == "main"
