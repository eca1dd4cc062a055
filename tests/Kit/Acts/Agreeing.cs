using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Kit.Acts;

/// <summary>How parties come to an agreement, at the public API.</summary>
internal static class Agreeing
{
    /// <summary>Those that most tests speak of; known ones stay as they are.</summary>
    public static Task Institutions(House house) => Institutions(house, ("HETS", "school"), ("HG", "agency"), ("ISSM", "school"), ("CG68", "agency"));

    public static async Task Institutions(House house, params (string Code, string Kind)[] institutions)
    {
        var operators = await house.As("*", "operator");
        foreach (var (code, kind) in institutions)
        {
            var reply = await operators.Post("institutions", new { code, name = "Institution " + code, kind });
            Assert.True(reply.Status is 200 or 201, reply.Text);
        }
    }

    /// <summary>Recorded by its first party, and consented to by all: its terms are in force.</summary>
    public static async Task InForce(House house, AgreementContent content)
    {
        var hash = (await (await house.As(content.Parties[0], "management")).Post("agreements", content)).Is(201)["hash"].GetString();
        await Consent(house, content.Ref, hash, content.Parties);
    }

    /// <summary>An amendment recorded by HETS, and consented to by HETS and HG: it is in force.</summary>
    public static async Task Amend(House house, string agreement, object changes, string effectiveFrom)
    {
        var amendment = new { kind = "amendment", reference = "Avenant", effectiveFrom, changes };
        var hash = (await (await house.As("HETS", "management")).Post($"agreements/{agreement}/amendments", amendment)).Is(201)["hash"].GetString();
        await Consent(house, agreement, hash, "HETS", "HG");
    }

    /// <param name="hash">Of the agreement as recorded, or of an amendment.</param>
    public static async Task Consent(House house, string agreement, string? hash, params IEnumerable<string> parties)
    {
        foreach (var party in parties)
        {
            (await (await house.As(party, "management")).Post($"agreements/{agreement}/consents", new { hash })).Is(201);
        }
    }
}
