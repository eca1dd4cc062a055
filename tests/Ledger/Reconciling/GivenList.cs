using System.Text;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ledger.Reconciling;

/// <summary>Books to compare with, and lists of partners.</summary>
internal static class GivenList
{
    public const string Header = "Référence;Date;Institution d'origine;Institution d'accueil;Domaine;Nature;Minutes créditées";

    public static byte[] Csv(string header, params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(header)));

    public static byte[] Rows(params string[] rows) => Csv(Header, rows);

    /// <summary>An agreement in force between HETS and HG and lines under it: imported by HETS, confirmed by both, posted.</summary>
    public static Task Book(House house, string book, params string[] rows) => Book(house, Given.Agreement(book), rows);

    public static async Task Book(House house, AgreementContent agreement, params string[] rows)
    {
        var book = agreement.Ref;
        await house.Start(LedgerService.Host);
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, agreement);
        var import = (await (await house.As("HETS", "registrar")).PostRaw($"imports?agreement={book}", Given.Csv(rows))).Is(200)["import"].GetString();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            (await (await house.As(institution, "approver")).Post("interventions/confirmations", new { import })).Is(200);
        }

        await Eventually.Equal(rows.Length, async () => (int)await BookTables.Count(house, book));
        await Eventually.Holds("the ledger knows the terms", () =>
            house.Scalar<bool>(LedgerService.Host, "select exists (select from ledger.agreement where ref = @book)", new { book }));
    }

    public static async Task Post(House house, params InterventionConfirmed[] lines) =>
        await (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>()
            .Handle([.. lines.Select(line => new Received<InterventionConfirmed>(Guid.CreateVersion7(), line))], default);
}
