using HourExchange.Identity.Accounts.Domain;

namespace HourExchange.Tests.Identity;

/// <summary>Codes of an application, by the RFC's own values.</summary>
public sealed class CodeStepsTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>RFC 6238, appendix B: the last six of eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    public void The_vectors_of_the_RFC_stand_at_their_step(long seconds, string code)
    {
        var step = CodeSteps.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds));
        Assert.Equal(step, CodeSteps.Find(Key, code, step, last: null));
        Assert.Equal(step, CodeSteps.Find(Key, code, step + CodeSteps.Around, step - 1));
        Assert.Equal(step, CodeSteps.Find(Key, code, step - CodeSteps.Around, last: null));
        Assert.Null(CodeSteps.Find(Key, code, step + CodeSteps.Around + 1, last: null));
        Assert.Null(CodeSteps.Find(Key, code, step - CodeSteps.Around - 1, last: null));
    }

    [Fact]
    public void A_code_is_not_taken_again_nor_one_before_it()
    {
        var step = CodeSteps.StepAt(DateTimeOffset.FromUnixTimeSeconds(59));
        Assert.Null(CodeSteps.Find(Key, "287082", step, last: step));
        Assert.Null(CodeSteps.Find(Key, "287082", step, last: step + 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("0287082")]
    [InlineData("28708é")]
    public void What_is_no_code_is_none(string code) => Assert.Null(CodeSteps.Find(Key, code, 1, last: null));
}
