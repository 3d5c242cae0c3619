// What the table of accounts needs of the browser: the keys of its rows, the place where Back returns to, and files. There is no box when the person
// has gone on to another screen meanwhile.

// Up and down move between the rows, on the same control; from the table itself into its first row.
export function begin(box) {
    if (!box) return;
    const step = { ArrowDown: 1, ArrowUp: -1 };
    box.addEventListener('keydown', event => {
        const by = step[event.key];
        if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        move(box, event.target.closest('tr[data-row]'), event.target.matches('a') ? 'a' : 'input, a', by, Tries);
    });

    // Blazor hears that a spacer is in sight only when that changes, and misses it at times: the rows there would never be read. A change makes it look again.
    const body = box.querySelector('tbody');
    const look = () => {
        const view = box.getBoundingClientRect();
        for (const spacer of [body.firstElementChild, body.lastElementChild]) {
            const edge = spacer?.getBoundingClientRect();
            if (edge?.height > 0 && edge.bottom > view.top && edge.top < view.bottom && !spacer.dataset.row) spacer.toggleAttribute('data-seen');
        }
    };
    new MutationObserver(() => requestAnimationFrame(look)).observe(body, { childList: true });
    box.addEventListener('scrollend', () => setTimeout(look, 100));

    // What can be done with those that are selected is shown above, and moves the table down.
    box.addEventListener('change', event => requestAnimationFrame(() => show(event.target.closest('tr[data-row]'))));
    box.addEventListener('click', event => {
        const row = event.target.closest('a') && event.target.closest('tr[data-row]');
        if (!row) return;
        const edge = row.getBoundingClientRect();
        const number = Math.round((edge.top - row.parentElement.getBoundingClientRect().top) / edge.height);
        history.replaceState({ ...history.state, accounts: { row: number, id: Number(row.dataset.row), top: box.scrollTop } }, '');
    });
}

const Tries = 20;

function move(box, row, control, by, tries) {
    const rows = [...box.querySelectorAll('tbody tr[data-row]')];
    if (row && !rows.includes(row)) return;
    const head = box.querySelector('th').getBoundingClientRect().bottom;
    const next = row ? rows[rows.indexOf(row) + by] : rows.find(candidate => candidate.getBoundingClientRect().top >= head - 1);
    if (!next) {
        // It is not read yet, or there is none.
        if (tries === Tries) box.scrollTop += by * (row?.getBoundingClientRect().height ?? 0);
        if (tries > 0) setTimeout(() => move(box, row, control, by, tries - 1), 50);
        return;
    }

    next.querySelector(control).focus({ preventScroll: true });
    show(next);
}

function show(row) {
    row?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

// The rows before those that are shown have become more or fewer.
export function shift(box, rows) {
    requestAnimationFrame(() => {
        const row = box?.querySelector('tbody tr[data-row]');
        if (row) box.scrollTop += rows * row.getBoundingClientRect().height;
    });
}

// The first row of a view, where a table begins anyway; after Back, the place where a row was opened. Answers the number of that row and its account.
export function openPlace(box, isFirst) {
    if (!box) return null;
    const place = history.state?.accounts;
    if (place || !isFirst) scroll(box, place?.top ?? 0, 100);
    return place ? [place.row, place.id] : null;
}

function scroll(box, top, tries) {
    box.scrollTop = top;

    // The rows are not read yet, or their table has not got its height yet.
    if (box.scrollTop < top - 1 && tries > 0) setTimeout(() => scroll(box, top, tries - 1), 50);
}

let parts = [];

export function beginFile() {
    parts = [];
}

// The browser moves a Blob out of the page's memory.
export function addToFile(text) {
    parts.push(new Blob([text]));
}

export function saveFile(name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
    link.download = name;
    link.click();
    parts = [];
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
