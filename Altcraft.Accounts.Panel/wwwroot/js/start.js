'use strict';

(() => {
    const loads = 'panel.loads';
    const texts = {
        en: ['The admin panel could not be loaded. Perhaps the service is just being upgraded.', 'An error has occurred.', 'Reload'],
        ru: ['Панель администратора не загрузилась. Возможно, сервис сейчас обновляется.', 'Произошла ошибка.', 'Загрузить ещё раз'],
    };
    const [notLoaded, failed, reload] = texts[window.panel.language];
    const bar = document.getElementById('blazor-error-ui');
    const say = text => {
        const link = document.createElement('a');
        [link.href, link.textContent] = ['', reload];

        // Blazor would only show another screen.
        link.addEventListener('click', event => {
            event.preventDefault();
            location.reload();
        });
        bar.replaceChildren(text, ' ', link);
    };

    // During an upgrade the page may come from one replica, and the request for a file that it names go to another, of another version. Soon
    // there is only one. But a browser without WebAssembly never loads the panel. What fails is in the browser's console; Blazor shows its bar
    // in some cases only, and the promise of its start may stay open.
    let again;
    const notStarted = () => {
        bar.style.display = 'block';
        const count = Number(sessionStorage.getItem(loads)) + 1;
        sessionStorage.setItem(loads, count);
        if (count <= 10) again = setTimeout(() => location.reload(), 5000);
    };
    addEventListener('unhandledrejection', notStarted, { once: true });
    say(notLoaded);

    // English alone would write dates as Americans do.
    const { language } = window.panel;
    const culture = navigator.languages.find(known => known.split('-')[0].toLowerCase() === language) ?? language;
    (async () => {
        // Within a promise, so that it is heard of when Blazor itself is missing.
        await Blazor.start({ applicationCulture: culture });
        removeEventListener('unhandledrejection', notStarted);
        clearTimeout(again);
        bar.style.display = 'none';
        sessionStorage.removeItem(loads);
        say(failed);
    })();
})();
