using Altcraft.Accounts.Panel;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.RootComponents.Add<HeadOutlet>("head::after");

// The service is beside the panel: /panel/ and /api/ have the same parent.
builder.Services.AddSingleton(new HttpClient { BaseAddress = new Uri(new Uri(builder.HostEnvironment.BaseAddress), "../") });
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Notices>();
builder.Services.AddSingleton<SignedIn>();
builder.Services.AddSingleton<ApiClient>();
builder.Services.AddLocalization();
builder.Services.AddMudServices();
builder.Services.AddTransient<MudLocalizer, LibraryTexts>();
await builder.Build().RunAsync();
