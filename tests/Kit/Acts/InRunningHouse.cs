using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Text;

namespace HourExchange.Tests.Kit.Acts;

/// <summary>Acts at a whole house of processes, through the client.</summary>
internal static class InRunningHouse
{
    /// <summary>HETS-HG in force.</summary>
    public static async Task Agree(HxHouse house)
    {
        var operators = (await house.ClientsOf("*", "operator")).Interventions;
        foreach (var code in new[] { "HETS", "HG" })
        {
            (await operators.RegisterInstitutionAsync(new() { Code = code, Name = code, Kind = "school" })).Is(201);
        }

        var agreement = StrictJson.Read<AgreementContent>(Given.Json(Given.Agreement()));
        var recorded = (await (await house.ClientsOf("HETS", "management")).Interventions.RecordAgreementAsync(agreement)).Is(201);
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.ClientsOf(party, "management")).Interventions.ConsentToAgreementAsync("HETS-HG", new() { Hash = recorded.Hash })).Is(201);
        }
    }

    /// <summary>Delivered lines of one hour each, with the key of HETS.</summary>
    /// <returns>The import that brought them.</returns>
    public static async Task<Guid> ListWithOneKey(HxHouse house, string name, int lines)
    {
        var rows = Enumerable.Range(1, lines).Select(index => Given.Row($"{name}-{index}", date: $"{1 + (index % 28):00}.{1 + (index % 6):00}.2015", quantity: "1"));
        var list = new MemoryStream(Given.Csv([.. rows]));
        var import = (await (await house.ClientsOf("HETS", "registrar")).Interventions.ImportLinesAsync("HETS-HG", list)).Is(200).Import!.Value;
        (await (await house.ClientsOf("HETS", "approver")).Interventions.ConfirmInterventionsAsync(new() { Import = import })).Is(200);
        return import;
    }
}
