resource "aws_appmesh_mesh" "b" {
  name = "unclosed
}
