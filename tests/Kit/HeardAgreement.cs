using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Text;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Kit;

/// <summary>An agreement as the ledger hears of it, without the service that announces it.</summary>
internal static class HeardAgreement
{
    /// <summary>Opens the book and gives it its terms.</summary>
    public static Task In(House house, string book, params string[] parties) =>
        In(house, Given.Agreement(book) with { Parties = parties.Length > 0 ? parties : ["HETS", "HG"] });

    public static async Task In(House house, AgreementContent content)
    {
        var terms = JsonSerializer.Serialize(content, StrictJson.Options);
        var heard = new AgreementTermsChanged(
            content.Ref, 1, content.Signed, content.Parties, content.Currency, terms, new string('0', 64), [new DatedTerms(content.Signed, terms)], null, 1);
        await (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<AgreementTermsChanged>>()
            .Handle([new Received<AgreementTermsChanged>(Guid.CreateVersion7(), heard)], default);
    }
}
