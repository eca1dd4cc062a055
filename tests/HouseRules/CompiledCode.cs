using System.Reflection;
using HourExchange.Tests.Kit;
using Mono.Cecil;

namespace HourExchange.Tests.HouseRules;

/// <summary>
/// Our own programs as the compiler left them. What a type uses is looked for down to catch clauses, local variables, nested types
/// and typeof in attributes; source text would miss an alias, and a name in a comment would be found.
/// </summary>
internal static class CompiledCode
{
    public static IReadOnlyList<TypeDefinition> Services { get; } =
        [.. House.Programs.Select(host => host.Assembly).Append(typeof(HourExchange.Plumbing.Host.ServiceHost).Assembly).SelectMany(TypesOf)];

    public static IReadOnlyList<TypeDefinition> Tests { get; } = [.. TypesOf(typeof(CompiledCode).Assembly)];

    /// <summary>The namespace: a nested type lives where the outermost type around it does.</summary>
    public static string RoomOf(TypeReference type) => Outermost(type).Namespace;

    /// <summary>The file's name without its ending, for messages.</summary>
    public static string NameOf(TypeReference type) => $"{RoomOf(type)}.{Outermost(type).Name.Split('`')[0]}";

    /// <summary>All that a type names: types, and the methods it calls with the types in their signatures.</summary>
    public static IEnumerable<MemberReference> UsedBy(TypeDefinition type) =>
    [
        .. Spread(type.BaseType), .. type.Interfaces.SelectMany(one => Spread(one.InterfaceType)), .. type.Fields.SelectMany(field => Spread(field.FieldType)),
        .. new Mono.Cecil.ICustomAttributeProvider[] { type }.Concat(type.Fields).Concat(type.Properties).Concat(type.Methods).Concat(type.Methods.SelectMany(method => method.Parameters))
            .SelectMany(carrier => carrier.CustomAttributes).SelectMany(InAttribute),
        .. type.GenericParameters.Concat(type.Methods.SelectMany(method => method.GenericParameters)).SelectMany(one => one.Constraints).SelectMany(one => Spread(one.ConstraintType)),
        .. type.Methods.SelectMany(method => Spread(method.ReturnType).Concat(method.Parameters.SelectMany(parameter => Spread(parameter.ParameterType)))),
        .. type.Methods.Where(method => method.HasBody).SelectMany(method => InBody(method.Body)),
    ];

    public static IEnumerable<MethodReference> CallsOf(TypeDefinition type) => UsedBy(type).OfType<MethodReference>();

    private static IEnumerable<TypeDefinition> TypesOf(Assembly assembly) =>
        AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.GetTypes().Where(type => RoomOf(type).StartsWith("HourExchange.", StringComparison.Ordinal));

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } around ? Outermost(around) : type;

    private static IEnumerable<MemberReference> InAttribute(CustomAttribute attribute) =>
        Spread(attribute.AttributeType).Concat(attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>().SelectMany(Spread));

    private static IEnumerable<MemberReference> InBody(Mono.Cecil.Cil.MethodBody body) =>
    [
        .. body.Variables.SelectMany(variable => Spread(variable.VariableType)),
        .. body.ExceptionHandlers.SelectMany(handler => Spread(handler.CatchType)),
        .. body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference type => Spread(type),
            MethodReference method => Spread(method.DeclaringType).Append(method).Concat(Spread(method.ReturnType))
                .Concat(method.Parameters.SelectMany(parameter => Spread(parameter.ParameterType)))
                .Concat((method as GenericInstanceMethod)?.GenericArguments.SelectMany(Spread) ?? []),
            FieldReference field => Spread(field.DeclaringType).Concat(Spread(field.FieldType)),
            _ => [],
        }),
    ];

    /// <summary>The type, its parts and its arguments: of List&lt;Line[]&gt; the list, the array and the line.</summary>
    private static IEnumerable<MemberReference> Spread(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Spread).Prepend(generic.ElementType),
        TypeSpecification made => Spread(made.ElementType),
        _ => [type],
    };
}
