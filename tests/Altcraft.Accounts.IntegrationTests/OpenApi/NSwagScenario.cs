// Not compiled with the tests: NSwagClientTests compiles it together with the client that NSwag generates.
using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Generated;

/// <summary>What a program does with the client: saves, lists, reads, changes one field, reads a failure.</summary>
public static class NSwagScenario
{
    /// <summary>Answers what the change of the title has made of the other fields.</summary>
    public static async Task<string> RunAsync(HttpClient http, string name)
    {
        var accounts = new AccountsClient(http) { BaseUrl = http.BaseAddress!.ToString() };
        var request = Account(name);
        request.Web_version_policy = "1";
        request.External_data_connectors = ["2", "Events"];
        request.Enable_push = true;
        long id = (await accounts.SaveAsync(null, null, null, request)).Data.Saved_id;

        var page = await accounts.ListAsync(null, null, new ListAccountsRequest { Search = name });
        Require(page.Total_count == 1 && page.Data.Single().Id == id, "The account is listed.");

        var read = (await accounts.GetAsync(null, null, new GetAccountRequest { Name = name })).Data.Account;
        Require(read.Tariff == 1 && read.Web_version_policy == 1, "The references are those that were sent.");
        Require(read.External_data_connectors.First() == 2 && read.External_data_connectors.Count == 2, "So are the connectors.");
        var state = (await accounts.GetAsync(null, null, new GetAccountRequest { Id = id })).Data.State;
        Require(state.Frozen_details is null, "The account is not frozen.");

        var change = Account(name);
        change.Id = id;
        change.Title = "Changed";
        change.Version = read.Version;
        await accounts.SaveAsync("change-" + name, null, null, change);
        var after = (await accounts.GetAsync(null, null, new GetAccountRequest { Id = id })).Data.Account;
        Require(after.Title == "Changed", "The title is changed.");

        var wrong = Account(name);
        wrong.Tariff = "no such tariff";
        try
        {
            await accounts.SaveAsync(null, null, null, wrong);
            Require(false, "An unknown tariff is refused.");
        }
        catch (ApiException<Failure> failure)
        {
            var problem = failure.Result.Errors.Single();
            Require(failure.StatusCode == 400 && failure.Result.Error == 400, "The failure can be read.");
            Require(failure.Result.Request_id.Length > 0, "The failure has the ID of its request.");
            Require(problem.Field == "tariff" && problem.Code == "not_found", "The problem can be read.");
        }

        return $"policy {after.Web_version_policy}, connectors {after.External_data_connectors.Count}, push {after.Enable_push}";
    }

    private static SaveAccountRequest Account(string name) =>
        new() { Name = name, Title = name, Tz = "UTC", Tariff = "example tariff", Reports_day = 1, Reports_hour = 9 };

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
