namespace HourExchange.Tests.Kit;

/// <summary>How a run of ./hx ended.</summary>
internal sealed record HxResult(int Code, string Output, string Error)
{
    public HxResult Is(int code)
    {
        Assert.True(Code == code, $"exit code {Code} instead of {code}\n{Output}\n{Error}");
        return this;
    }
}
