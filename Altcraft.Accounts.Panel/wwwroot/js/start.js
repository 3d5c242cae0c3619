'use strict';

Blazor.start({ applicationCulture: window.panel.language });
