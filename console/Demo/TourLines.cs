using System.Text.Json;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>The lines of the tour: registered by the school, acted upon by both, read until the ledger has answered.</summary>
internal sealed class TourLines(Api api, string agreement)
{
    public const string School = "HETS";
    public const string Agency = "HG";

    private const int AnswerTries = 300;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    public Task<JsonElement> Register(
        string reference, string date, string nature, decimal quantity, string state = "delivered", string lender = Agency, string unit = "heure") =>
        api.PostJson(School, Roles.Registrar, Url("interventions"), new
        {
            agreement,
            reference,
            date,
            lendingInstitution = lender,
            receivingInstitution = lender == Agency ? School : Agency,
            contributor = lender + "-001",
            domain = "formation-de-base",
            nature,
            quantity,
            unit,
            sourcing = "in-concertation",
            state,
        });

    /// <returns>The ids of the lines: one for each date and each who teaches.</returns>
    public async Task<IReadOnlyList<string>> RegisterSeries(string reference, string date, string[] furtherDates, string[] coTeachers, decimal quantity)
    {
        var series = await api.PostJson(School, Roles.Registrar, Url("interventions"), new
        {
            agreement,
            reference,
            date,
            dates = furtherDates,
            coTeachers,
            lendingInstitution = Agency,
            receivingInstitution = School,
            contributor = "HG-001",
            domain = "formation-de-base",
            nature = "td",
            quantity,
            unit = "heure",
        });
        return [.. series.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("id").GetString()!)];
    }

    public Task<JsonElement> Read(string id) => api.Get(School, Roles.Registrar, Url($"interventions/{id}"));

    public Task<JsonElement> Act(JsonElement line, string institution, string role, string act, object body) => api.PostJson(
        institution, role, Url($"interventions/{line.GetProperty("id").GetString()}/{act}"), body, ifMatch: $"\"{line.GetProperty("version")}\"");

    /// <returns>The line, posted.</returns>
    public async Task<JsonElement> ConfirmAndShow(JsonElement line)
    {
        line = await Act(line, School, Roles.Approver, "confirmations", new { });
        line = await Act(line, Agency, Roles.Approver, "confirmations", new { });
        var posted = await AwaitPosting(line.GetProperty("id").GetString()!);
        TourText.Show(posted, $"deux clés, écriture n° {posted.GetProperty("postingNumber")}");
        return posted;
    }

    public async Task ConfirmTogether(IReadOnlyList<string> ids)
    {
        foreach (var side in new[] { School, Agency })
        {
            await api.PostJson(side, Roles.Approver, Url("interventions/confirmations"), new { ids });
        }

        foreach (var id in ids)
        {
            await AwaitPosting(id);
        }
    }

    private async Task<JsonElement> AwaitPosting(string id)
    {
        for (var tries = 0; tries < AnswerTries; tries++)
        {
            var line = await Read(id);
            if (line.GetProperty("postingNumber").ValueKind == JsonValueKind.Number)
            {
                return line;
            }

            await Task.Delay(BetweenTries);
        }

        throw new DemoException($"The ledger has not answered for line {id}.");
    }

    private string Url(string path) => $"{api.Addresses.Interventions}/api/v1/{path}";
}
