namespace HourExchange.Plumbing;

/// <summary>On a method that asks rules what they would refuse, and refuses nobody: those codes are no answer of the operation that calls it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForeseesRefusalsAttribute : Attribute;
