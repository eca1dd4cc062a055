using System.Security.Claims;
using HourExchange.Plumbing.Security;

namespace HourExchange.Tests.Plumbing.Security;

public sealed class TokenClaimsTests
{
    private const string Operator = "operator";

    [Theory]
    [InlineData("b0f6", "HETS", "registrar")]
    [InlineData("b0f6", "*", "operator")]
    public void Somebody_of_one_institution_in_one_role_is_let_in(string subject, string institution, string role) =>
        Assert.Null(TokenClaims.Fault(Of(("sub", subject), ("inst", institution), ("role", role)), Operator));

    [Fact]
    public void A_claim_that_is_missing_or_there_twice_or_a_number_is_a_fault()
    {
        var whole = new[] { ("sub", "b0f6"), ("inst", "HETS"), ("role", "registrar") };
        Assert.All(whole, claim =>
        {
            Assert.NotNull(TokenClaims.Fault(Of([.. whole.Except([claim])]), Operator));
            Assert.NotNull(TokenClaims.Fault(Of([.. whole, claim]), Operator));
            var number = new ClaimsIdentity([.. whole.Except([claim]).Select(one => new Claim(one.Item1, one.Item2)), new Claim(claim.Item1, "7", ClaimValueTypes.Integer)]);
            Assert.NotNull(TokenClaims.Fault(new ClaimsPrincipal(number), Operator));
        });
    }

    public static TheoryData<string> Odd => ["", new string('x', 129), new string('x', 12_000), "a\u0000b", "a\nb", "a\u0085b"];

    [Theory]
    [MemberData(nameof(Odd))]
    public void A_text_that_is_empty_too_long_or_has_control_characters_is_a_fault_in_each_claim(string text) => Assert.All(new[]
    {
        Of(("sub", text), ("inst", "HETS"), ("role", "registrar")),
        Of(("sub", "b0f6"), ("inst", text), ("role", "registrar")),
        Of(("sub", "b0f6"), ("inst", "HETS"), ("role", text)),
    }, user => Assert.NotNull(TokenClaims.Fault(user, Operator)));

    [Theory]
    [InlineData("somebody@example.org", "HETS", "registrar")]
    [InlineData("b0f6", "HETS", "operator")]
    [InlineData("b0f6", "*", "registrar")]
    [InlineData("b0f6", "*", "Operator")]
    public void An_address_as_subject_and_an_operator_of_an_institution_are_faults(string subject, string institution, string role) =>
        Assert.NotNull(TokenClaims.Fault(Of(("sub", subject), ("inst", institution), ("role", role)), Operator));

    [Theory]
    [InlineData("""{"sub":"b0f6","inst":"HETS","role":"finance","aud":["hourexchange"]}""", true)]
    [InlineData("""{"sub":"b0f6","sub":"b0f7","inst":"HETS","role":"finance"}""", false)]
    [InlineData("""{"sub":"b0f6","inst":"HETS","role":"auditor","r\u006fle":"finance"}""", false)]
    [InlineData("""{"sub":"b0f6","inst":"HETS","role":["finance"]}""", false)]
    [InlineData("""{"sub":"b0f6","inst":null,"role":"finance"}""", false)]
    [InlineData("""{"sub":"b0f6","role":"finance"}""", false)]
    [InlineData("", false)]
    public void Each_claim_is_written_once_and_as_a_text(string payload, bool isWhole) => Assert.Equal(isWhole, TokenClaims.FaultAsWritten(payload) is null);

    private static ClaimsPrincipal Of(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value))));
}
