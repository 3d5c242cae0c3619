'use strict';

// Before anything else runs: the theme and the language, and one adaptation to the content security policy.
(() => {
    // The policy forbids style attributes, which Blazor sets, but not the same styles set by a script. Only scripts of this page run at all.
    const setAttribute = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (name, value) {
        if (name.toLowerCase() === 'style' && this.style) this.style.cssText = value ?? '';
        else setAttribute.call(this, name, value);
    };

    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const theme = () => localStorage.getItem('panel.theme') ?? 'system';
    const show = () => {
        const isDark = theme() === 'dark' || (theme() === 'system' && dark.matches);
        root.dataset.theme = isDark ? 'dark' : 'light';
    };
    const language = localStorage.getItem('panel.language') ?? (navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en');
    root.lang = language;
    show();
    dark.addEventListener('change', show);

    // Ctrl+S saves the form that is open, in any keyboard layout.
    addEventListener('keydown', event => {
        if (event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
        const save = (document.querySelector('.mud-dialog') ?? document).querySelector('[data-save]');
        if (save && !save.closest('[inert]')) {
            event.preventDefault();
            save.click();
        }
    });

    // Enter takes an item of a picker. It does not send the form at the same time.
    addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.closest?.('.mud-autocomplete')) event.preventDefault();
    }, true);

    window.panel = {
        language,
        theme,
        setTheme(value) {
            localStorage.setItem('panel.theme', value);
            show();
        },
        // The height of all rows of the table of accounts.
        accountRow: () => parseFloat(getComputedStyle(root).getPropertyValue('--account-row')),
        focusScreen() {
            (document.querySelector('.mud-dialog button') ?? document.getElementById('content'))?.focus();
        },
        focus(id) {
            document.getElementById(id)?.focus();
        },
        setLanguage(value) {
            localStorage.setItem('panel.language', value);
            location.reload();
        },
    };
})();
