using Mono.Cecil;
using Mono.Cecil.Cil;

namespace UpperBack.Architecture;

/// <summary>What compiled code refers to.</summary>
internal static class Code
{
    /// <summary>A type with the types inside it, those the compiler made for lambdas and async methods among
    /// them.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    public static IEnumerable<MethodDefinition> MethodsWithBody(this TypeDefinition type) =>
        type.WithNested().SelectMany(inner => inner.Methods).Where(method => method.HasBody);

    /// <summary>The string literals in a type's code.</summary>
    public static IEnumerable<string> Literals(this TypeDefinition type) =>
        type.MethodsWithBody()
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode == OpCodes.Ldstr)
            .Select(instruction => (string)instruction.Operand);

    /// <summary>The methods a type calls.</summary>
    public static IEnumerable<MethodReference> Calls(this TypeDefinition type) =>
        type.MethodsWithBody()
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MethodReference>();

    /// <summary>Every type that a type's declarations and code mention, each once.</summary>
    public static IReadOnlyList<TypeReference> Mentions(this TypeDefinition type) =>
        [.. type.WithNested().SelectMany(MentionsOfOne).SelectMany(Unwrap).DistinctBy(mention => mention.FullName)];

    private static IEnumerable<TypeReference?> MentionsOfOne(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(implementation => implementation.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(method =>
                method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            ),
            .. type.Methods.Where(method => method.HasBody).SelectMany(InBody),
        ];

    private static IEnumerable<TypeReference?> InBody(MethodDefinition method) =>
        method
            .Body.Variables.Select(variable => variable.VariableType)
            .Concat(
                method.Body.Instructions.SelectMany(instruction =>
                    instruction.Operand switch
                    {
                        TypeReference type => [type],
                        GenericInstanceMethod call => [call.DeclaringType, call.ReturnType, .. call.GenericArguments],
                        MethodReference call => [call.DeclaringType, call.ReturnType],
                        FieldReference field => [field.DeclaringType, field.FieldType],
                        _ => Array.Empty<TypeReference>(),
                    }
                )
            );

    private static IEnumerable<TypeReference> Unwrap(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic
                .GenericArguments.SelectMany(Unwrap)
                .Concat(Unwrap(generic.ElementType)),
            TypeSpecification wrapped => Unwrap(wrapped.ElementType),
            _ => [type],
        };
}
