using Generated;
using Generated.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

if (args is not [var url, var token])
{
    Console.Error.WriteLine("Usage: KiotaClient URL TOKEN");
    return 2;
}

// Kiota's own providers of tokens want https.
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", token);
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = url };
var accounts = new AccountsClient(adapter).Api.V11.Admin.Accounts;

SaveAccountRequest Account(string tariff) => new()
{
    Name = "Client of Kiota",
    Title = "Client of Kiota",
    Tz = "UTC",
    Tariff = new() { String = tariff },
    ReportsDay = 1,
    ReportsHour = 9,
};

static void Require(bool condition, string what)
{
    if (!condition)
    {
        throw new InvalidOperationException(what);
    }
}

var request = Account("example tariff");
request.WebVersionPolicy = new() { Int64 = 1 };
request.ExternalDataConnectors = ["2", "Events"];
request.EnablePush = true;
var id = (await accounts.Save.PostAsync(request))?.Data?.SavedId;
Require(id > 0, "The account is saved.");

var page = await accounts.List.PostAsync(new() { Search = "Client of Kiota" });
Require(page is { TotalCount: 1, Data: [{ Name: "Client of Kiota" } item] } && item.Id == id, "The account is listed.");

var before = (await accounts.GetPath.PostAsync(new() { Name = "Client of Kiota" }))?.Data?.Account;
Require(before is { Tariff: 1, WebVersionPolicy: 1, ExternalDataConnectors: [2, _] }, "The references are those that were sent.");

var change = Account("1");
change.Id = id;
change.Title = "Changed";
await accounts.Save.PostAsync(change);
var after = (await accounts.GetPath.PostAsync(new() { Id = id }))?.Data?.Account;
Require(after is { Title: "Changed", EnablePush: true, WebVersionPolicy: 1, ExternalDataConnectors: [2, _] }, "What is not set is kept.");

try
{
    await accounts.Save.PostAsync(Account("no such tariff"));
    Require(false, "An unknown tariff is refused.");
}
catch (Failure failure)
{
    Require(failure is { Error: 400, ResponseStatusCode: 400, RequestId.Length: > 0 }, "The failure can be read.");
    Require(failure.Errors is [{ Field: "tariff", Code: "not_found" }], "The problem can be read.");
}

Console.WriteLine("Kiota: ok");
return 0;
