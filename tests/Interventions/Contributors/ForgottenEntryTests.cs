using HourExchange.Interventions.Contributors.Describing;
using HourExchange.Interventions.Contributors.Forgetting;
using HourExchange.Interventions.Contributors.Reading;

namespace HourExchange.Tests.Interventions.Contributors;

public sealed class ForgottenEntryTests
{
    [Fact]
    public void A_line_of_the_list_has_an_institution_a_code_and_a_time() => Assert.Equal(
        new ForgottenEntry("HG", "HG 031", new DateTimeOffset(2015, 3, 1, 9, 30, 0, TimeSpan.Zero)), ForgottenEntry.Read("HG\tHG 031\t2015-03-01T09:30:00Z"));

    [Theory]
    [InlineData("")]
    [InlineData("HG HG-031 2015-03-01T09:30:00Z")]
    [InlineData("HG\tHG-031")]
    [InlineData("HG\tHG-031\tsoon")]
    [InlineData("HG\tHG;031\t2015-03-01T09:30:00Z")]
    [InlineData("HG\tHG-031\t2015-03-01T09:30:00Z\tmore")]
    public void Anything_else_is_refused(string line) => Assert.Throws<FormatException>(() => ForgottenEntry.Read(line));

    [Fact]
    public void What_is_printed_of_a_contributor_is_a_code()
    {
        Assert.Equal("HG HG-031", new ContributorRequest("HG", "HG-031", "Zzqa", "Zzqa", "Zzqa").ToString());
        Assert.Equal("HG HG-031", new ContributorView { Institution = "HG", Code = "HG-031", Name = "Zzqa" }.ToString());
    }
}
