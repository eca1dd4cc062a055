using HourExchange.Contracts.Access;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>Whoever runs the exchange makes institutions known.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public sealed class InstitutionsTests(PortalHouse house)
{
    private const string Path = "/administration/institutions";

    [Fact]
    public async Task An_institution_is_registered_and_its_administration_is_invited_next()
    {
        var runs = await house.Visit(Roles.AnyInstitution, Roles.Operator);
        var page = (await runs.Open("/")).Is(200);
        Assert.Equal(Path, page.Address.AbsolutePath);
        PageRules.Check(page, "fr");
        var wrong = (await runs.Press(page, "form.form button", ("code", "DEUX MOTS"), ("genre", "school"), ("nom", "École d'essai"))).Is(422);
        Assert.Equal("École d'essai", wrong.Value("nom"));
        Assert.NotNull(wrong.Document.QuerySelector("#code-fault"));
        PageRules.Check(wrong, "fr");

        // In this house nobody signs in: the page that it leads to says that the sign-in does not answer.
        var invite = await runs.Press(wrong, "form.form button", ("code", "ESSAI"));
        Assert.Equal("/administration/membres?institution=ESSAI&fait=institution", invite.Address.PathAndQuery);
        var list = (await runs.Open(Path)).Is(200);
        Assert.Contains(list.Document.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains("ESSAI", StringComparison.Ordinal) && row.TextContent.Contains("école", StringComparison.Ordinal));
        var known = (await runs.Press(list, "form.form button", ("code", "ESSAI"), ("genre", "agency"), ("nom", "Une autre"))).Is(409);
        Assert.NotNull(known.Document.QuerySelector("#code-fault"));
    }

    [Fact]
    public async Task Nobody_else_registers_institutions()
    {
        foreach (var role in new[] { Roles.Admin, Roles.Management })
        {
            Assert.Equal(403, (await (await house.Visit("HETS", role)).Open(Path)).Status);
        }
    }
}
