using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Books.Domain;

public sealed class PostingRulesTests
{
    public static TheoryData<string, InterventionConfirmed> BadLines => new()
    {
        { "institutions-invalid", Given.Confirmed() with { ReceivingInstitution = "HG" } },
        { "institutions-invalid", Given.Confirmed() with { LendingInstitution = "ISSM" } },
        { "revision-invalid", Given.Confirmed() with { PostingRevision = 0 } },
        { "minutes-invalid", Given.Confirmed() with { TaughtMinutes = 1441, CreditedMinutes = 1441 } },
        { "minutes-invalid", Given.Confirmed() with { CoefficientDenominator = 0 } },
        { "credited-minutes-wrong", Given.Confirmed() with { CreditedMinutes = 91 } },
        { "credited-minutes-wrong", Given.Confirmed() with { CoefficientDenominator = 1000, CreditedMinutes = 0 } },
        { "year-wrong", Given.Confirmed() with { Date = new DateOnly(2015, 9, 1) } },
        { "year-wrong", Given.Confirmed() with { YearStart = new DateOnly(2014, 10, 2) } },
        { "year-wrong", Given.Confirmed() with { AcademicYear = "2030-2031" } },
        { "year-wrong", Given.Confirmed() with { Date = DateOnly.MaxValue, YearStart = DateOnly.MaxValue } },
        { "keys-missing", Given.Confirmed() with { Keys = [Given.Confirmed().Keys[0]] } },
        { "keys-missing", Given.Confirmed() with { Keys = [Given.Confirmed().Keys[0], Given.Confirmed().Keys[0]] } },
        { "keys-missing", Given.Confirmed() with { Keys = [Given.Confirmed().Keys[0], Given.Confirmed().Keys[1] with { Institution = "ISSM" }] } },
        { "keys-missing", Given.Confirmed() with { Keys = [.. Given.Confirmed().Keys, Given.Confirmed().Keys[0]] } },
        { "keys-missing", Given.Confirmed() with { Keys = [] } },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_line_that_breaks_a_rule_is_not_posted(string code, InterventionConfirmed line)
    {
        Assert.True(PostingRules.ToEntry(line).IsRefused(out var refusal, out _));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public void The_keys_of_both_institutions_may_stand_in_either_order()
    {
        Assert.False(PostingRules.ToEntry(Given.Confirmed() with { Keys = [.. Given.Confirmed().Keys.Reverse()] }).IsRefused(out _, out _));
    }

    [Fact]
    public void The_lender_is_credited_and_the_receiver_debited_in_mirror_accounts()
    {
        Assert.False(PostingRules.ToEntry(Given.Confirmed()).IsRefused(out _, out var entry));
        Assert.Equal(new Account("HG", "HETS", "promotion", "2014-2015"), entry.Credit);
        Assert.Equal(new Account("HETS", "HG", "promotion", "2014-2015"), entry.Debit);
    }

    [Fact]
    public void A_reversal_moves_the_same_minutes_back_on_the_same_value_date()
    {
        PostingRules.ToEntry(Given.Confirmed()).IsRefused(out _, out var entry);
        var reversal = PostingRules.Reverse(entry!, 7);
        Assert.Equal((entry!.Credit, entry.Debit, entry.Minutes, entry.ValueDate, 7L), (reversal.Debit, reversal.Credit, reversal.Minutes, reversal.ValueDate, reversal.Reverses));
    }
}
